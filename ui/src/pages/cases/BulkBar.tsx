/** The bar over a selection: how many, and what can be done with them. */
import { useEffect } from "react";
import { announce } from "../../lib/announce";
import { ACTIONS } from "../../lib/bulk";
import { count } from "../../lib/format";
import { IconArchive, IconClose, IconDownload, IconStatus, IconUndo } from "../../ui/icons";
import { IconPerson, IconTask } from "../../ui/iconsOfPages";
import { MayButton } from "../../ui/MayButton";
import { said, type Selection } from "./selection";

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

export default function BulkBar({ selection, actions, begin, takeOut }: BarProps) {
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
