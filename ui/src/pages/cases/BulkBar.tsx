/** The bar over a selection: how many, and what can be done with them; and the step to all. */
import { useEffect } from "react";
import type { Count } from "../../api/types";
import { announce } from "../../lib/announce";
import { ACTIONS } from "../../lib/bulk";
import { count, int } from "../../lib/format";
import { IconArchive, IconClose, IconDownload, IconPerson, IconStatus, IconTask, IconUndo } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { Changing } from "./Changing";
import type { Selection } from "./selection";

const ICONS: Record<string, typeof IconStatus> = {
  "change-status": IconStatus,
  "assign-staff": IconPerson,
  "unassign-staff": IconClose,
  "add-to-list": IconTask,
  "remove-from-list": IconClose,
  "archive-case": IconArchive,
  "restore-case": IconUndo,
};

interface BarProps {
  selection: Selection;
  actions: string[];
  begin: (action: string) => void;
  takeOut: () => void;
}

const said = ({ size, exact }: Selection): string => `${int(size)}${exact ? "" : "+"}`;

export function BulkBar({ selection, actions, begin, takeOut }: BarProps) {
  const { size, clear } = selection;
  useEffect(() => announce(`${count(size, "case")} selected`), [size]);
  return (
    <section className="bulk-bar" aria-label="Selected cases">
      <b className="num">{said(selection)} selected</b>
      <div className="bulk-acts">
        {actions.map((action) => (
          <Act key={action} action={action} begin={begin} />
        ))}
        <MayButton permission="cases.export" className="bulk-act" onClick={takeOut}>
          <IconDownload size={15} />
          Export
        </MayButton>
      </div>
      <button type="button" className="bulk-act" onClick={clear} aria-label="Clear the selection">
        <kbd>Esc</kbd>
      </button>
    </section>
  );
}

function Act({ action, begin }: { action: string; begin: (action: string) => void }) {
  const { label, permission } = ACTIONS[action]!;
  const Icon = ICONS[action];
  return (
    <MayButton permission={permission} className="bulk-act" onClick={() => begin(action)}>
      {Icon && <Icon size={15} />}
      {label}
    </MayButton>
  );
}

/** What the tick above the rows meant, and the second, explicit step to all that match. */
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
