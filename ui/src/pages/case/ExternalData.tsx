/** What another system says of the case: names and values, edited as a small table. */
import { useState, type FormEvent } from "react";
import type { Plain } from "../../api/types";
import { IconClose, IconPlus } from "../../ui/icons";
import { useFactSave } from "./saves";
import type { Seen } from "./seen";

type Pair = readonly [name: string, value: string];

const KEY = "external_source_data";

const pairsOf = (data: Record<string, Plain> | null): Pair[] =>
  Object.entries(data ?? {}).map(([name, value]) => [name, String(value ?? "")]);

export function ExternalData({ seen }: { seen: Seen }) {
  const pairs = pairsOf(seen.detail.case.external_source_data);
  const [editing, setEditing] = useState(false);
  if (editing && !seen.locked) {
    return (
      <div className="fact wide">
        <dt>External data</dt>
        <dd>
          <Editor seen={seen} pairs={pairs} leave={() => setEditing(false)} />
        </dd>
      </div>
    );
  }
  return (
    <div className="fact wide">
      <dt>External data</dt>
      <dd>
        <button
          type="button"
          className="inline-value"
          disabled={seen.locked !== null}
          aria-label={`External data: ${pairs.map((each) => each.join(" ")).join(", ") || "empty"}, edit`}
          onClick={() => setEditing(true)}
        >
          {pairs.length ? (
            <span className="data-pairs">
              {pairs.map(([name, value]) => (
                <span key={name}>
                  <span className="dim">{name}</span> {value}
                </span>
              ))}
            </span>
          ) : (
            <span className="dim">Empty</span>
          )}
        </button>
      </dd>
    </div>
  );
}

function Editor({ seen, pairs, leave }: { seen: Seen; pairs: Pair[]; leave: () => void }) {
  const [draft, setDraft] = useState<Pair[]>(pairs.length ? pairs : [["", ""]]);
  const [error, setError] = useState<string | null>(null);
  const save = useFactSave(seen.present.case);
  const { version } = seen.present.case;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const filled = draft.filter(([name]) => name.trim());
    const data = filled.length ? Object.fromEntries(filled) : null;
    try {
      await save("External data", { [KEY]: data }, version);
      leave();
    } catch (why) {
      setError((why as Error).message);
    }
  };

  const change = (at: number, pair: Pair) =>
    setDraft(draft.map((each, i) => (i === at ? pair : each)));

  return (
    <form
      className="stack tight"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === "Escape" && leave()}
    >
      {draft.map(([name, value], i) => (
        <div key={i} className="row">
          <input
            className="input"
            aria-label={`Name ${i + 1}`}
            placeholder="Name"
            autoFocus={i === 0}
            value={name}
            onChange={(event) => change(i, [event.target.value, value])}
          />
          <input
            className="input"
            aria-label={`Value ${i + 1}`}
            placeholder="Value"
            value={value}
            onChange={(event) => change(i, [name, event.target.value])}
          />
          <button
            type="button"
            className="button small icon ghost"
            aria-label={`Remove ${name || "this line"}`}
            onClick={() => setDraft(draft.filter((_, at) => at !== i))}
          >
            <IconClose size={13} />
          </button>
        </div>
      ))}
      {error && (
        <span className="field-error" role="alert">
          {error}
        </span>
      )}
      <div className="row">
        <button
          type="button"
          className="button small dashed"
          onClick={() => setDraft([...draft, ["", ""]])}
        >
          <IconPlus size={13} /> Line
        </button>
        <span className="grow" />
        <button type="button" className="button small" onClick={leave}>
          Cancel
        </button>
        <button type="submit" className="button small main">
          Save
        </button>
      </div>
    </form>
  );
}
