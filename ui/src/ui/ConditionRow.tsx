/** One filter of a group: its field, how it is compared, and with what. */
import { Popover } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { Field } from "../api/types";
import type { Filter } from "../lib/filters";
import { choicesOf, keyed, valueWords, type Known } from "../lib/filterWords";
import { ChoiceList, OperatorChoice, TypedValues } from "./FilterValues";
import { IconDown } from "./icons";
import { Opener } from "./Opener";

interface Props {
  filter: Filter;
  fields: Field[];
  /** Those of the fields that may be chosen. */
  offered: Field[];
  known: Known;
  /** Just begun: its values are asked for at once. */
  fresh: boolean;
  onChange: (filter: Filter) => void;
}

/** A filter of a field before it has values. */
export function begun({ key, operators }: Field): Filter {
  const first = operators[0];
  return { fact: key, op: first?.op ?? "any", values: first?.takes === "bool" ? ["true"] : [] };
}

export function ConditionRow({ filter: said, fields, offered, known, fresh, onChange }: Props) {
  const field = fields.find((each) => each.key === said.fact);
  const filter = keyed(said, field, known);
  return (
    <div className="condition-row">
      <PickField
        fields={offered}
        label={`Field: ${field?.label ?? filter.fact}`}
        pick={(other) => other.key !== filter.fact && onChange(begun(other))}
      >
        <span className="ell">{field?.label ?? filter.fact}</span>
        <IconDown size={13} />
      </PickField>
      {field?.operators.length ? (
        <>
          <OperatorChoice filter={filter} field={field} onChange={onChange} />
          <Values key={`${field.key} ${filter.op}`} {...{ filter, field, known, fresh, onChange }} />
        </>
      ) : (
        <span className="field-error">No field is known by this name any more.</span>
      )}
    </div>
  );
}

function Values(props: Pick<Props, "filter" | "known" | "fresh" | "onChange"> & { field: Field }) {
  const { filter, field, known, fresh, onChange } = props;
  const choices = choicesOf(field, known);
  const [open, setOpen] = useState(fresh && choices.length > 0);
  const takes = field.operators.find((each) => each.op === filter.op)?.takes;
  if (takes === "bool") return null;
  if (field.kind === "contact") return <b className="ell">{valueWords(filter, field, known)}</b>;
  if (!choices.length) {
    return <TypedValues filter={filter} field={field} onChange={onChange} eager={fresh} />;
  }
  const says = valueWords(filter, field, known);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="button small condition-values"
          aria-haspopup="dialog"
          aria-label={`Values of ${field.label}: ${says || "none yet"}`}
          onClick={() => setOpen(!open)}
        >
          <span className={says ? "ell" : "ell dim"}>{says || "Choose…"}</span>
          <IconDown size={13} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} data-layer aria-label={`Values of ${field.label}`}>
        <ChoiceList filter={filter} field={field} choices={choices} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface PickProps {
  fields: Field[];
  pick: (field: Field) => void;
  label?: string;
  children: ReactNode;
}

/** A button that says a field, or asks for one. */
export function PickField({ fields, pick, label, children }: PickProps) {
  return (
    <Opener
      layer={label ? "Another field" : "Add a filter"}
      label={label}
      className={label ? "condition-field" : "ghost"}
      at="bottom-start"
      load={() => import("./FieldPicker")}
      part={(close) => ({
        fields,
        pick: (field: Field) => {
          close();
          pick(field);
        },
      })}
    >
      {children}
    </Opener>
  );
}
