/** `Field · any of · values · ×`: one filter, its values in a popover. */
import { Popover } from "@mantine/core";
import { useState } from "react";
import type { Field, Option } from "../api/types";
import type { Filter } from "../lib/filters";
import { choicesOf, isPresence, operatorWord, valueWords, type Known } from "../lib/filterWords";
import { inputOf } from "../lib/kinds";
import { StatusChip } from "./Chips";
import { Tick } from "./Fields";
import { IconClose } from "./icons";

interface Props {
  filter: Filter;
  field: Field | undefined;
  known: Known;
  /** Opened at once, for a filter that was just added. */
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (filter: Filter) => void;
  onRemove: () => void;
}

export function FilterChip({ filter, field, known, open, onOpen, onChange, onRemove }: Props) {
  const label = field?.label ?? filter.fact;
  const values = valueWords(filter, field, known);
  return (
    <span className="filter-chip">
      <Popover
        opened={open}
        onChange={onOpen}
        position="bottom-start"
        trapFocus
        returnFocus
        closeOnEscape
      >
        <Popover.Target>
          <button type="button" aria-haspopup="dialog" onClick={() => onOpen(!open)}>
            <span>{label}</span>
            <span className="dim">{operatorWord(filter, field?.operators ?? [])}</span>
            {values && <b className="ell">{values}</b>}
            {!values && !isPresence(filter.op) && <b>…</b>}
          </button>
        </Popover.Target>
        <Popover.Dropdown p={10} aria-label={`Filter by ${label}`}>
          {field && (
            <FilterForm
              filter={filter}
              field={field}
              known={known}
              onChange={onChange}
              done={() => onOpen(false)}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <button
        type="button"
        className="remove"
        aria-label={`Remove filter ${label}`}
        onClick={onRemove}
      >
        <IconClose size={13} />
      </button>
    </span>
  );
}

function FilterForm(props: {
  filter: Filter;
  field: Field;
  known: Known;
  onChange: (filter: Filter) => void;
  done: () => void;
}) {
  const { filter, field, known, onChange, done } = props;
  const choices = choicesOf(field, known);
  const takes = field.operators.find((each) => each.op === filter.op)?.takes ?? "several";
  return (
    <div className="stack" style={{ minWidth: 200 }}>
      <OperatorChoice filter={filter} field={field} onChange={onChange} />
      {takes === "bool" ? null : choices.length ? (
        <ChoiceList filter={filter} field={field} choices={choices} onChange={onChange} />
      ) : (
        <TypedValues filter={filter} field={field} onChange={onChange} done={done} />
      )}
    </div>
  );
}

function OperatorChoice({ filter, field, onChange }: Pick<Props, "filter" | "onChange"> & { field: Field }) {
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

function ChoiceList(props: {
  filter: Filter;
  field: Field;
  choices: Option[];
  onChange: (filter: Filter) => void;
}) {
  const { filter, field, choices, onChange } = props;
  return (
    <div role="group" aria-label={field.label} style={{ maxHeight: 320, overflowY: "auto" }}>
      {choices.map((each) => (
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

/** Values that are typed: one, several by commas, or the two ends of a range. */
function TypedValues(props: {
  filter: Filter;
  field: Field;
  onChange: (filter: Filter) => void;
  done: () => void;
}) {
  const { filter, field } = props;
  const range = filter.op === "between";
  const type = HTML_TYPES[inputOf(field.kind)] ?? "text";
  const several = !range && type === "text" && takesSeveral(field, filter.op);
  const [typed, setTyped] = useState(several ? [filter.values.join(", ")] : filter.values);

  const submit = () => {
    const parts = several ? (typed[0] ?? "").split(",") : typed;
    const values = parts.map((part) => part.trim()).filter(Boolean);
    if (!range || values.length === 2) props.onChange({ ...filter, values });
  };
  const set = (at: number, value: string) =>
    setTyped((before) => Object.assign([...before], { [at]: value }));

  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
        props.done();
      }}
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
          value={typed[at] ?? ""}
          placeholder={several ? "One or more, by commas" : undefined}
          onChange={(event) => set(at, event.target.value)}
        />
      ))}
      <button type="submit" className="button small">
        Apply
      </button>
    </form>
  );
}

const takesSeveral = (field: Field, op: string): boolean =>
  field.operators.find((each) => each.op === op)?.takes === "several";
