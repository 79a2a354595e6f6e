/** How many rows come out how; each figure shows its rows. */
import type { Import, ImportRow } from "../../api/types";
import { int } from "../../lib/format";

export type Shown = ImportRow["outcome"] | "warn" | undefined;

interface Props {
  counts: NonNullable<Import["counts"]>;
  words: Record<"create" | "update" | "skip" | "fail" | "warn", string>;
  shown: Shown;
  show: (outcome: Shown) => void;
}

export const PLANNED = {
  create: "would be created",
  update: "would be updated",
  skip: "would be skipped",
  fail: "would fail",
  warn: "with a warning",
};

export const DONE = {
  create: "created",
  update: "updated",
  skip: "skipped",
  fail: "failed",
  warn: "with a warning",
};

export function Counts({ counts, words, shown, show }: Props) {
  const outcomes = ["create", "update", "skip", "fail", "warn"] as const;
  return (
    <div className="outcomes" role="group" aria-label="Rows by outcome">
      {outcomes.map((outcome) => (
        <button
          key={outcome}
          type="button"
          className="outcome"
          data-outcome={outcome}
          aria-pressed={shown === outcome}
          disabled={!counts[outcome]}
          onClick={() => show(shown === outcome ? undefined : outcome)}
        >
          <b className="num">{int(counts[outcome])}</b>
          <span>{words[outcome]}</span>
        </button>
      ))}
    </div>
  );
}
