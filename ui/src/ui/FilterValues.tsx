/** What a filter compares and with what: the operators of its field, and choices or typed values. */
import { useState } from "react";
import type { Field, Option } from "../api/types";
import { joinList, splitList, type Filter } from "../lib/filters";
import { isPresence } from "../lib/filterWords";
import { inputOf } from "../lib/kinds";
import { StatusChip } from "./Chips";
import { Tick } from "./Fields";

export interface Asks {
  filter: Filter;
  field: Field;
  onChange: (filter: Filter) => void;
}

export function OperatorChoice({ filter, field, onChange }: Asks) {
  if (field.operators.length < 2) return null;
  const change = (op: string) => {
    const takes = field.operators.find((each) => each.op === op)?.takes;
    const typed = isPresence(filter.op) ? [] : filter.values; // “true” is no value of the fact
    const values = takes === "bool" ? ["true"] : takes === "one" ? typed.slice(0, 1) : typed;
    onChange({ ...filter, op, values });
  };
  return (
    <select
      className="input"
      aria-label={`How ${field.label} is compared`}
      value={filter.op}
      onChange={(event) => change(event.target.value)}
    >
      {field.operators.map((each) => (
        <option key={each.op} value={each.op}>
          {each.says}
        </option>
      ))}
    </select>
  );
}

export function ChoiceList({ filter, field, onChange, choices }: Asks & { choices: Option[] }) {
  const offered = choices.filter((each) => !each.retired || filter.values.includes(each.key));
  return (
    <div role="group" aria-label={field.label} style={{ maxHeight: 320, overflowY: "auto" }}>
      {offered.map((each) => (
        <Tick
          key={each.key}
          label={field.key === "status" ? <StatusChip status={each.key} /> : each.label}
          checked={filter.values.includes(each.key)}
          onChange={(on) =>
            onChange({
              ...filter,
              values: on
                ? [...filter.values, each.key]
                : filter.values.filter((value) => value !== each.key),
            })
          }
        />
      ))}
    </div>
  );
}

const HTML_TYPES: Record<string, string> = { date: "date", moment: "date", number: "number" };

interface Typed extends Asks {
  done?: () => void;
  /** Whether it takes focus by itself. */
  eager?: boolean;
}

/** Values that are typed: one, several by commas, or the two ends of a range.
 *
 * Without `done` they are taken as they are left, and no button says so. */
export function TypedValues({ filter, field, onChange, done, eager }: Typed) {
  const range = filter.op === "between";
  const type = HTML_TYPES[inputOf(field.kind)] ?? "text";
  const several = !range && type === "text" && takesSeveral(field, filter.op);
  const [typed, setTyped] = useState(several ? [listOf(filter.values)] : filter.values);

  const submit = () => {
    const parts = several ? splitList((typed[0] ?? "").replace(/,\s+"/g, ',"')) : typed;
    const values = parts.map((part) => part.trim()).filter(Boolean);
    if (!range || values.length === 2) onChange({ ...filter, values });
  };
  const set = (at: number, value: string) =>
    setTyped((before) => Object.assign([...before], { [at]: value }));

  // No form: a dialog around it has one, which Enter here must not send.
  const entered = (event: React.KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    submit();
    done?.();
  };

  return (
    <div
      className="row"
      onKeyDown={entered}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && submit()}
    >
      {(range ? ["from", "until"] : [""]).map((end, at) => (
        <input
          key={end}
          className="input"
          type={type}
          step="any"
          aria-label={`${field.label} ${end}`.trim()}
          data-autofocus={at === 0 || undefined}
          autoFocus={eager && at === 0}
          value={typed[at] ?? ""}
          placeholder={several ? "One or more, by commas" : undefined}
          onChange={(event) => set(at, event.target.value)}
        />
      ))}
      {done && (
        <button
          type="button"
          className="button small"
          onClick={() => {
            submit();
            done();
          }}
        >
          Apply
        </button>
      )}
    </div>
  );
}

/** Values by commas, as they are typed. */
const listOf = (values: string[]): string => values.map((each) => joinList([each])).join(", ");

const takesSeveral = (field: Field, op: string): boolean =>
  field.operators.find((each) => each.op === op)?.takes === "several";
