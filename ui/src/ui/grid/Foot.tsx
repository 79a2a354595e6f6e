/** The foot of a grid: where one is in how many, and the keys. */
import { int } from "../../lib/format";
import type { GridProps, Record, Rows } from "./parts";

export function Foot<Row extends Record>(props: GridProps<Row> & { virtual: Rows }) {
  const { rows, total, foot, virtual, select } = props;
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const of = total ? `${int(total.count)}${total.exact ? "" : "+"}` : "…";
  return (
    <footer className="grid-foot num">
      <span>
        {int(startIndex + 1)}–{int(Math.min(rows.length, endIndex + 1))} of {of}
      </span>
      <span className="grow" />
      <span className="foot-keys">
        <kbd>J</kbd> <kbd>K</kbd> move
      </span>
      <span className="foot-keys">
        <kbd>O</kbd> open
      </span>
      {select && (
        <span className="foot-keys">
          <kbd>X</kbd> select
        </span>
      )}
      {foot}
      <span className="foot-keys">
        <kbd>?</kbd> all keys
      </span>
    </footer>
  );
}
