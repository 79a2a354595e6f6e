/** Changes in bulk in words: what is done to cases, and how they come out. */
import type { Bulk, Operation } from "../api/types";
import { count, int } from "./format";

export type BulkAction = Bulk["action"];
export type BulkOutcome = "changed" | "unchanged" | "refused" | "moved";

interface Words {
  /** On the bar, and as the head of the dialog. */
  label: string;
  /** Before the number of cases on the button: “Change 12 cases”. */
  verb: string;
  permission: string;
}

export const ACTIONS: Record<string, Words> = {
  "change-status": { label: "Change status", verb: "Change", permission: "cases.edit" },
  "change-status-by-type": { label: "Change status by type", verb: "Change", permission: "cases.edit" },
  "assign-staff": { label: "Assign", verb: "Assign", permission: "cases.assign" },
  "unassign-staff": { label: "Unassign", verb: "Unassign", permission: "cases.assign" },
  "add-to-list": { label: "Add to list", verb: "Add", permission: "lists.edit" },
  "remove-from-list": { label: "Remove from list", verb: "Remove", permission: "lists.edit" },
  "archive-case": { label: "Archive", verb: "Archive", permission: "cases.archive" },
  "restore-case": { label: "Restore", verb: "Restore", permission: "cases.archive" },
};

export const OUTCOMES = ["changed", "unchanged", "refused", "moved"] as const;

export const PLANNED: Record<BulkOutcome, string> = {
  changed: "Will change",
  unchanged: "Left as it is",
  refused: "Cannot be changed",
  moved: "Changed meanwhile, left alone",
};

export const DONE: Record<BulkOutcome, string> = {
  changed: "Changed",
  unchanged: "Unchanged",
  refused: "Refused",
  moved: "Left alone",
};

export const STATES: Record<Bulk["state"], string> = {
  planning: "Dry run",
  planned: "Dry run only",
  running: "Running",
  finished: "Done",
  stopped: "Stopped",
  failed: "Failed",
};

export const labelOf = (action: string): string => ACTIONS[action]?.label ?? action;

/** `Change 12,436 cases` */
export const buttonOf = (action: string, cases: number): string =>
  `${ACTIONS[action]?.verb ?? "Change"} ${count(cases, "case")}`;

/** As its operation is called: `Archive case: 12 cases`. */
export function titleOf({ action, counts }: Pick<Bulk, "action" | "counts">): string {
  const words = action.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${count(counts.changed ?? 0, "case")}`;
}

/** `12,434 changed · 2 left alone`, once it has come to its end. */
export function outcomesOf({ kind, result }: Pick<Operation, "kind" | "result">): string | null {
  if (kind !== "bulk" || !result) return null;
  const counts = result as Record<string, number>;
  const said = OUTCOMES.filter((each) => counts[each]);
  return said.map((each) => `${int(counts[each]!)} ${DONE[each].toLowerCase()}`).join(" · ");
}

export const isBusy = ({ state }: Pick<Bulk, "state">): boolean =>
  state === "planning" || state === "running";

/** How many have an outcome as it stands: of those to be changed, only the ones that were. */
export function cameOut(bulk: Pick<Bulk, "counts" | "left" | "state">, outcome: BulkOutcome): number {
  const all = bulk.counts[outcome] ?? 0;
  const begun = bulk.state !== "planned" && bulk.state !== "planning";
  return outcome === "changed" && begun ? all - bulk.left : all;
}
