/** Choosing a field: its groups, narrowed by typing. */
import { useState, type ReactNode } from "react";
import type { Field } from "../api/types";

/** Nobody knows the id of a contact by heart: such filters come by links alone. */
export const isOffered = (field: Field): boolean => field.operators.length > 0 && field.kind !== "contact";

interface Props {
  fields: Field[];
  pick: (field: Field) => void;
  /** What may be picked instead of a field. */
  children?: ReactNode;
}

/** Fields by group, narrowed by typing; ↓ and ↑ walk them. */
export function FieldPicker({ fields, pick, children }: Props) {
  const [words, setWords] = useState("");
  const found = fields.filter((each) => each.label.toLowerCase().includes(words.toLowerCase()));
  const groups = [...new Set(found.map((each) => each.group))];

  const walk = (event: React.KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, button")];
    const here = stops.indexOf(document.activeElement as HTMLElement);
    stops[(here + step + stops.length) % stops.length]?.focus();
  };

  return (
    <div className="stack" style={{ width: 240, gap: 6 }} onKeyDown={walk}>
      <input
        className="input"
        aria-label="Find a field"
        placeholder="Find a field…"
        data-autofocus
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          const only = found[0];
          if (event.key !== "Enter" || !only) return;
          event.preventDefault(); // no form around it is sent
          pick(only);
        }}
      />
      <div className="picker">
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <div className="picker-group">{group}</div>
            {found
              .filter((each) => each.group === group)
              .map((each) => (
                <button key={each.key} type="button" className="nav" onClick={() => pick(each)}>
                  {each.label}
                </button>
              ))}
          </div>
        ))}
        {!found.length && <p className="dim small">No field is called that.</p>}
      </div>
      {children}
    </div>
  );
}
