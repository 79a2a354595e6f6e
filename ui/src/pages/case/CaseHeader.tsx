/** The head of a case: where it stands, its name, what it is, who has it, and what may be done. */
import { useState } from "react";
import { localDay } from "../../lib/format";
import { useKeys } from "../../lib/hotkeys";
import { Badge, OboBadge, OptOutTags } from "../../ui/Chips";
import { IconNote } from "../../ui/iconsOfPages";
import { CaseMenu } from "./CaseMenu";
import { CaseTitle } from "./CaseTitle";
import { LeadMenu, StatusMenu } from "./menus";
import { TABS, useCasePlace } from "./place";
import { useSaveState } from "./saves";
import type { Seen } from "./seen";
import { TypeButton } from "./TypeButton";

export function CaseHeader({ seen }: { seen: Seen }) {
  const { detail } = seen;
  const [titling, setTitling] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const { go } = useCasePlace();
  const toNotes = () => go({ tab: "notes", write: "1" });

  useKeys([
    ...TABS.map((tab, i) => ({ key: String(i + 1), says: `Tab ${i + 1}`, run: () => go({ tab }) })),
    { key: "e", says: "Edit the case name", run: () => setTitling(!seen.locked) },
    { key: "s", says: "Change the status", run: () => setChoosing(!seen.locked) },
    { key: "n", says: "Write a note", run: toNotes },
  ]);

  return (
    <header className="case-head">
      <div className="row">
        <CaseTitle seen={seen} editing={titling} edit={setTitling} />
        {detail.case.is_obo && <OboBadge representative={detail.case.representative} />}
        {detail.case.archived && <Badge>Archived</Badge>}
        <span className="grow" />
        <button
          type="button"
          className="button"
          disabled={seen.locked !== null}
          title={seen.locked ?? "Write a note (n)"}
          onClick={toNotes}
        >
          <IconNote size={15} />
          <span className="wide-only">Add note</span>
          <span className="sr narrow-only">Add note</span>
        </button>
        <CaseMenu seen={seen} />
      </div>
      <div className="case-meta">
        <StatusMenu seen={seen} opened={choosing} onChange={setChoosing} />
        <Sep />
        <TypeButton seen={seen} />
        <Sep />
        <LeadMenu seen={seen} />
        <Sep />
        <span className="dim">Opened {localDay(detail.case.opened_at)}</span>
        {detail.case.opted_out.length > 0 && (
          <>
            <Sep />
            <OptOutTags channels={detail.case.opted_out} />
          </>
        )}
        <span className="grow" />
        <Saves seen={seen} />
      </div>
    </header>
  );
}

const Sep = () => <span className="sep" aria-hidden />;

function Saves({ seen }: { seen: Seen }) {
  const { says, failed } = useSaveState(seen.id);
  return (
    <span className={failed ? "case-saved failed" : "case-saved"} role="status">
      {seen.locked ? "Read-only" : says}
    </span>
  );
}
