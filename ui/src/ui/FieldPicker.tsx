/** Choosing a field: its groups, narrowed by typing. */
import { useState, type ReactNode } from "react";
import type { Field } from "../api/types";
import { walk } from "../lib/walk";

interface Props {
  fields: Field[];
  pick: (field: Field) => void;
  /** What may be picked instead of a field. */
  children?: ReactNode;
}

/** Fields by group, narrowed by typing; ↓ and ↑ walk them. */
export default function FieldPicker({ fields, pick, children }: Props) {
  const [words, setWords] = useState("");
  const found = fields.filter((each) => each.label.toLowerCase().includes(words.toLowerCase()));
  const groups = [...new Set(found.map((each) => each.group))];

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
