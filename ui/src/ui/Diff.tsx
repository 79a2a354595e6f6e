/** `Label  ~~before~~ → after`: one change of one fact. Screen readers hear “from … to …”. */
import { useState } from "react";
import type { Change, Plain } from "../api/types";
import { written } from "../lib/kinds";
import { wordDiff } from "../lib/words";
import { StatusChip } from "./Chips";

const LONG = 80;

const isEmpty = (value: Plain): boolean =>
  value == null || value === "" || (Array.isArray(value) && !value.length);

export function Diff({ change, type }: { change: Change; type?: string }) {
  const { before, after } = change;
  return (
    <div className="diff">
      <span className="diff-label">{change.label}</span>
      {change.type === "status" ? (
        <StatusDiff change={change} type={type} />
      ) : isLong(before) && isLong(after) ? (
        <TextDiff before={before} after={after} />
      ) : (
        <ValueDiff change={change} />
      )}
    </div>
  );
}

const isLong = (value: Plain): value is string => typeof value === "string" && value.length > LONG;

function ValueDiff({ change }: { change: Change }) {
  const before = change.before_label ?? written(change.before, { kind: change.type });
  const after = change.after_label ?? written(change.after, { kind: change.type });
  const had = !isEmpty(change.before) || change.before_label != null;
  const has = !isEmpty(change.after) || change.after_label != null;
  return (
    <>
      {had && (
        <>
          <span className="diff-value before">
            <span className="sr">from </span>
            {before}
          </span>
          <Arrow />
        </>
      )}
      <span className={`diff-value ${has ? "after" : "none"}`}>
        <span className="sr">{had ? "to " : "set to "}</span>
        {has ? after : "empty"}
      </span>
    </>
  );
}

function StatusDiff({ change, type }: { change: Change; type?: string }) {
  return (
    <>
      {change.before != null && (
        <>
          <span className="diff-was">
            <span className="sr">from </span>
            <StatusChip status={String(change.before)} type={type} />
          </span>
          <Arrow />
          <span className="sr">to </span>
        </>
      )}
      <StatusChip status={String(change.after)} type={type} />
    </>
  );
}

const Arrow = () => (
  <span aria-hidden className="dim">
    →
  </span>
);

const FOLD_BEYOND = 600;

function TextDiff({ before, after }: { before: string; after: string }) {
  const long = before.length + after.length > FOLD_BEYOND;
  const [folded, setFolded] = useState(long);
  return (
    <>
      <div className={folded ? "diff-text folded" : "diff-text"}>
        {wordDiff(before, after).map((piece, i) => {
          if (piece.kind === "same") return piece.text;
          return piece.kind === "del" ? <del key={i}>{piece.text}</del> : <ins key={i}>{piece.text}</ins>;
        })}
      </div>
      {long && (
        <button type="button" className="link small" onClick={() => setFolded(!folded)}>
          {folded ? "Show all" : "Fold"}
        </button>
      )}
    </>
  );
}
