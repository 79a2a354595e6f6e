/** Walking the rows by keys: which one the keyboard is on. */
import { useEffect, useState } from "react";
import { announce } from "../../lib/announce";
import { useKeys } from "../../lib/hotkeys";
import type { GridProps, Record } from "./parts";

/** The row that the keyboard is on. */
export function useCursor<Row extends Record>(props: GridProps<Row>, show: (index: number) => void) {
  const { rows, question, open, select } = props;
  const [current, setCurrent] = useState(-1);
  useEffect(() => setCurrent(-1), [question]);

  const move = (step: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, current + step));
    setCurrent(next);
    show(next);
    announce(`${rows[next]?.name}, row ${next + 1}`);
  };
  const enter = () => {
    const row = rows[current];
    if (row) open(row);
  };
  const tick = (range: boolean) => select && current >= 0 && select.toggle(current, range);
  const ticking = [
    { key: "x", says: "Select the row", run: () => tick(false) },
    { key: "shift+x", says: "Select up to the row", run: () => tick(true) },
  ];
  const leave = () => (select?.size ? select.clear() : setCurrent(-1));
  useKeys([
    { key: "j", says: "Next row", run: () => move(1) },
    { key: "k", says: "Row before", run: () => move(-1) },
    { key: "arrowdown", says: "Next row", run: () => move(1) },
    { key: "arrowup", says: "Row before", run: () => move(-1) },
    { key: "o", says: "Open the row", run: enter },
    { key: "enter", says: "Open the row", run: enter },
    ...(select ? ticking : []),
    { key: "escape", says: select ? "Clear the selection, leave the row" : "Leave the row", run: leave },
  ]);
  return [current, setCurrent] as const;
}
