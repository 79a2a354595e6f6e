/** How many rows come out how; each figure shows its rows. */
import type { Import, ImportRow } from "../../api/types";
import { int } from "../../lib/format";

export type Shown = ImportRow["outcome"] | undefined;

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

const OUTCOMES = ["create", "update", "skip", "fail"] as const;

export function Counts({ counts, words, shown, show }: Props) {
  return (
    <div className="outcomes" role="group" aria-label="Rows by outcome">
      {OUTCOMES.map((outcome) => (
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
      {counts.warn > 0 && (
        <div className="outcome" data-outcome="warn">
          <b className="num">{int(counts.warn)}</b>
          <span>{words.warn}</span>
        </div>
      )}
    </div>
  );
}
