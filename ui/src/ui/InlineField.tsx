/** A value that is edited where it stands: click or Enter edits, Enter or leaving saves, Esc restores.
 *
 * `save` may throw: a 422 is shown at the field and what was typed stays; a 412 shows theirs with
 * both ways out. Tab saves and goes on. Someone else's change flashes, and never overwrites what is
 * being typed.
 */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { problemOf, type Problem } from "../api/problem";
import type { Option, Plain } from "../api/types";
import { NOTHING } from "../lib/format";
import { draftOf, inputOf, undrafted, Unreadable, written } from "../lib/kinds";
import { KindInput } from "./KindInput";
import { Conflict } from "./States";

export interface InlineFieldProps {
  label: string;
  kind: string;
  value: Plain;
  options?: Option[];
  currency?: string | null;
  locked?: boolean;
  /** In the past: what it is now, when that differs. */
  now?: string;
  /** How the value is shown, when not simply in words (a status chip, a person). */
  shown?: ReactNode;
  /** The version that is shown: what editing begins from. */
  version: number;
  /** Saves over `version`: the one that editing began from, or theirs when mine goes on top. */
  save: (value: Plain, version: number) => Promise<unknown>;
  /** After “Keep theirs”. */
  reload?: () => void;
  /** Begins in the middle of editing; `onLeave` hears when it is over. */
  begun?: boolean;
  onLeave?: () => void;
}

type State = "idle" | "saving" | "saved" | "failed";

export function InlineField(props: InlineFieldProps) {
  const { label, kind, value, locked } = props;
  const [editing, setEditing] = useState(Boolean(props.begun));
  const [draft, setDraft] = useState(() => draftOf(value, kind));
  const [state, setState] = useState<State>("idle");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const seen = useRef(props.version);
  const flashing = useFlash(value, editing || state !== "idle");

  useEffect(() => {
    if (state !== "saved") return;
    const timer = setTimeout(() => setState("idle"), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  const begin = () => {
    setDraft(draftOf(value, kind));
    seen.current = props.version;
    setSaid(null);
    setEditing(true);
  };

  const leave = (focus: boolean) => {
    setEditing(false);
    setSaid(null);
    setProblem(null);
    props.onLeave?.();
    if (focus) requestAnimationFrame(() => button.current?.focus());
  };

  const commit = async (focus: boolean, over?: number) => {
    const next = readDraft(draft, kind);
    if (next instanceof Unreadable) return setSaid(next.message);
    if (over === undefined && same(next, value)) return leave(focus);
    setState("saving");
    setProblem(null);
    try {
      await props.save(next, over ?? seen.current);
      setState("saved");
      leave(focus);
    } catch (error) {
      setState("failed");
      explain(error);
    }
  };

  const explain = (error: unknown) => {
    const why = problemOf(error);
    if (why?.status === 412) setProblem(why);
    else setSaid(why?.fieldErrors[0]?.message ?? (error as Error).message);
  };

  if (!editing || locked) {
    return (
      <div className="inline">
        <button
          type="button"
          ref={button}
          className={`inline-value${props.now === undefined ? "" : " changed"}${flashing ? " flash" : ""}`}
          disabled={locked}
          title={props.now === undefined ? undefined : `Now: ${props.now}`}
          aria-label={`${label}: ${spoken(props)}${locked ? "" : ", edit"}`}
          onClick={begin}
        >
          {props.shown ?? <Shown {...props} />}
        </button>
        <Saved state={state} />
      </div>
    );
  }

  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      setState("idle");
      leave(true);
    } else if (event.key === "Enter" && isSingleLine(kind, event)) {
      event.preventDefault();
      void commit(true);
    }
  };

  return (
    <div
      className="stack"
      onKeyDown={keys}
      onBlur={(event) => {
        const inside = event.currentTarget.contains(event.relatedTarget);
        if (!inside && !problem && state !== "saving") void commit(false);
      }}
    >
      <div className="inline">
        <KindInput
          kind={kind}
          label={label}
          options={props.options}
          value={draft}
          onChange={setDraft}
          autoFocus
          aria-invalid={Boolean(said)}
        />
        <Saved state={state} />
      </div>
      {said && (
        <span className="field-error row" role="alert">
          {said}
          {state === "failed" && (
            <button type="button" className="link" onClick={() => void commit(true)}>
              Retry
            </button>
          )}
        </span>
      )}
      {problem && (
        <Conflict
          changes={problem.said.changes}
          mine={written(undrafted(draft, kind), props)}
          keepTheirs={() => {
            setState("idle");
            leave(true);
            props.reload?.();
          }}
          saveMine={() => void commit(true, problem.said.current_version)}
        />
      )}
    </div>
  );
}

function spoken(props: InlineFieldProps): string {
  const text = written(props.value, props);
  return text === NOTHING ? "empty" : text;
}

function Shown(props: InlineFieldProps) {
  const text = written(props.value, props);
  if (props.value == null || props.value === "") return <span className="dim">Empty</span>;
  return <span className={inputOf(props.kind) === "area" ? "prewrap" : "ell num"}>{text}</span>;
}

const WORDS: Record<State, string> = {
  idle: "",
  saving: "Saving…",
  saved: "Saved",
  failed: "Not saved",
};

function Saved({ state }: { state: State }) {
  return (
    <span className="state" role="status">
      {WORDS[state]}
    </span>
  );
}

const isSingleLine = (kind: string, event: KeyboardEvent): boolean =>
  inputOf(kind) !== "area" || event.metaKey || event.ctrlKey;

const same = (a: Plain, b: Plain): boolean =>
  JSON.stringify(a === "" ? null : a) === JSON.stringify(b === "" ? null : b);

function readDraft(draft: string | string[], kind: string): Plain | Unreadable {
  try {
    return undrafted(draft, kind);
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

/** True for a moment after the value changed and it was not this field's doing. */
function useFlash(value: Plain, own: boolean): boolean {
  const text = JSON.stringify(value);
  const before = useRef(text);
  const [flashing, setFlashing] = useState(false);
  useEffect(() => {
    if (before.current === text) return;
    before.current = text;
    if (own) return;
    setFlashing(true);
    const timer = setTimeout(() => setFlashing(false), 1600);
    return () => clearTimeout(timer);
  }, [text, own]);
  return flashing;
}
