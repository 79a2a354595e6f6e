/** The head of a case: where it stands, its name, what it is, who has it, and what may be done. */
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { localDay } from "../../lib/format";
import { useKeys } from "../../lib/hotkeys";
import { toast } from "../../lib/toasts";
import { useNeighbours } from "../../lib/trail";
import { Badge, OboBadge, OptOutTags } from "../../ui/Chips";
import { IconDown, IconLink, IconNote, IconUp } from "../../ui/icons";
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
    <>
      <Crumb id={seen.id} number={detail.case.number} />
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
    </>
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

function Crumb({ id, number }: { id: string; number: string }) {
  const { search, before, after } = useNeighbours(id);
  const { tab } = useCasePlace();
  const navigate = useNavigate();
  const toList = () => void navigate({ to: "/cases", search });
  const to = (next: string | undefined) =>
    next && void navigate({ to: "/cases/$id", params: { id: next }, search: { tab } });

  useKeys([
    { key: "u", says: "Back to the list", run: toList },
    { key: "shift+j", says: "Next case of the list", run: () => to(after) },
    { key: "shift+k", says: "Previous case of the list", run: () => to(before) },
  ]);

  return (
    <nav className="crumb" aria-label="Place">
      <Link to="/cases" search={search}>
        Cases
      </Link>
      <span aria-hidden>/</span>
      <span className="mono">{number}</span>
      <span className="grow" />
      <Step label="Previous case" next={before} go={to} icon={<IconUp size={15} />} />
      <Step label="Next case" next={after} go={to} icon={<IconDown size={15} />} />
      <button type="button" className="button small icon ghost" aria-label="Copy link" onClick={copyLink}>
        <IconLink size={15} />
      </button>
    </nav>
  );
}

function Step(props: {
  label: string;
  next: string | undefined;
  go: (id: string | undefined) => void;
  icon: React.ReactNode;
}) {
  return (
    <button
      type="button"
      className="button small icon ghost"
      aria-label={props.label}
      title={props.next ? props.label : `${props.label}: none in the list`}
      disabled={!props.next}
      onClick={() => props.go(props.next)}
    >
      {props.icon}
    </button>
  );
}

function copyLink(): void {
  const able = "clipboard" in navigator; // not on plain http elsewhere than localhost
  if (able) void navigator.clipboard.writeText(location.href);
  const says = able ? "Link copied" : "Copy the link from the address bar";
  toast({ id: "copied", message: says });
}
