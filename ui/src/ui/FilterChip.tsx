/** `Field · any of · values · ×`: one filter, its values in a popover. */
import { Popover } from "@mantine/core";
import type { Field } from "../api/types";
import type { Filter } from "../lib/filters";
import { choicesOf, isPresence, operatorWord, valueWords, type Known } from "../lib/filterWords";
import { ChoiceList, OperatorChoice, TypedValues, type Asks } from "./FilterValues";
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

export default function FilterChip({ filter, field, known, open, onOpen, onChange, onRemove }: Props) {
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
        <Popover.Dropdown p={10} data-layer aria-label={`Filter by ${label}`}>
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

function FilterForm({ filter, field, known, onChange, done }: Asks & { known: Known; done: () => void }) {
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
