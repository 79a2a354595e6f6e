/** What the tick above the rows meant, and the second, explicit step to all that match. */
import type { Count } from "../../api/types";
import { count, int } from "../../lib/format";
import { Changing } from "./Changing";
import { said, type Selection } from "./selection";

export function SelectAllNote(props: NoteProps) {
  return (
    <>
      <Changing />
      <Matching {...props} />
    </>
  );
}

interface NoteProps {
  selection: Selection;
  total: Count | undefined;
  read: number;
}

function Matching({ selection, total, read }: NoteProps) {
  if (selection.all) {
    return (
      <div className="select-note" role="status">
        <span>
          <b className="num">{said(selection)}</b> cases that match are selected. They are frozen when
          you look at what would happen.
        </span>
        <button type="button" className="link" onClick={selection.clear}>
          Clear selection
        </button>
      </div>
    );
  }
  if (selection.page !== "all" || !total || total.count <= read) return null;
  const all = `${int(total.count)}${total.exact ? "" : "+"}`;
  return (
    <div className="select-note" role="status">
      <span>
        The <b className="num">{count(read, "case")}</b> that were read are selected.
      </span>
      <button type="button" className="link" onClick={selection.selectAll}>
        Select all {all} matching
      </button>
    </div>
  );
}
