/** Where a case stands: the list it came from, and those before and after it there. */
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useKeys } from "../../lib/hotkeys";
import { toast } from "../../lib/toasts";
import { useNeighbours } from "../../lib/trail";
import { IconDown, IconLink } from "../../ui/icons";
import { IconUp } from "../../ui/iconsOfPages";
import { useCasePlace } from "./place";

export function Crumb({ id, number }: { id: string; number: string | undefined }) {
  const { search, before, after } = useNeighbours(id);
  const { tab, asOf } = useCasePlace();
  const navigate = useNavigate();
  /** In a list of then, those beside it are of then too. */
  const then = asOf && search.as_of ? { as_of: search.as_of } : {};
  const toList = () => void navigate({ to: "/cases", search });
  const to = (next: string | undefined) =>
    next && void navigate({ to: "/cases/$id", params: { id: next }, search: { tab, ...then } });

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
      <span className="mono">{number ?? "…"}</span>
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
  icon: ReactNode;
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
