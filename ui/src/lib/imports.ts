/** What the steps of an import are, which of them are open, and what is said of its rows. */
import type { Import, ImportColumn, ImportRow } from "../api/types";

export const STEPS = ["upload", "map", "duplicates", "dry-run", "run", "report"] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Record<Step, string> = {
  upload: "Upload",
  map: "Map columns",
  duplicates: "Duplicates",
  "dry-run": "Dry run",
  run: "Run",
  report: "Report",
};

type State = Import["state"];

const BEGUN: State[] = ["running", "finished", "stopped"];

/** Where an import stands by itself: what one sees without asking for a step. */
export function standsAt({ state }: Pick<Import, "state">): Step {
  switch (state) {
    case "planning":
    case "planned":
      return "dry-run";
    case "running":
      return "run";
    case "finished":
    case "stopped":
      return "report";
    default:
      return "map";
  }
}

/** Once an import has begun, its mapping is history; before, what comes later is not there yet. */
export function isOpen(step: Step, { state }: Pick<Import, "state">): boolean {
  const begun = BEGUN.includes(state);
  switch (step) {
    case "upload":
      return false;
    case "map":
    case "duplicates":
      return !begun && state !== "planning";
    case "dry-run":
      return !begun;
    case "run":
      return state === "running" || state === "stopped";
    case "report":
      return state === "finished" || state === "stopped";
  }
}

export const isBusy = ({ state }: Pick<Import, "state">): boolean =>
  state === "planning" || state === "running";

export type Target = Import["targets"][number];

/** Targets by their group, as the list of a column offers them. */
export function groupsOf(targets: Target[]): [string, Target[]][] {
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    groups.set(target.group, [...(groups.get(target.group) ?? []), target]);
  }
  return [...groups];
}

export const targetOf = (it: Import, column: ImportColumn): Target | undefined =>
  it.targets.find((each) => each.key === column.target);

/** Whether the column holds days, whose order of day and month must be known. */
export const isDated = (it: Import, column: ImportColumn): boolean =>
  targetOf(it, column)?.type === "date";

/** What must be answered before a dry run makes sense, in sentences. */
export function openQuestions(it: Import): string[] {
  const taken = new Set(it.columns.map((each) => each.target));
  const undated = it.columns.filter((each) => isDated(it, each) && !each.format);
  return [
    ...(needsType(it) && !taken.has("case.type") && !it.options.type
      ? ["Say which type the cases have: map a column, or choose one type for all rows."]
      : []),
    ...undated
      .filter(() => !it.options.date_format)
      .map((each) => `Say how “${each.header}” writes its dates.`),
    ...(taken.size === 1 && taken.has(null) ? ["Map at least one column."] : []),
  ];
}

const needsType = ({ kind }: Import): boolean => kind === "cases";

export interface Cause {
  reason: string;
  rows: number;
  example: string;
}

/** Rows by their cause: sentences that differ only in what they quote are one. */
export function causesOf(rows: Pick<ImportRow, "reason">[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const { reason } of rows) {
    if (!reason) continue;
    const key = reason.replace(/“[^”]*”/g, "“…”").replace(/\d+/g, "0");
    const known = causes.get(key);
    if (known) known.rows += 1;
    else causes.set(key, { reason: key.replaceAll("0", "…"), rows: 1, example: reason });
  }
  return [...causes.values()]
    .map((each) => (each.rows === 1 ? { ...each, reason: each.example } : each))
    .sort((a, b) => b.rows - a.rows);
}

/** What is sent back of a column: its choices by value. */
export const wishOf = ({ index, target, format, choices }: ImportColumn) => ({
  index,
  target,
  format,
  choices: choices.map(({ value, target: stands }) => ({ value, target: stands })),
});
