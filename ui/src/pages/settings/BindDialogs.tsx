/** A field and a type: giving one that the firm has, saying when it is needed, taking it away. */
import { useState } from "react";
import type { CaseType, Field } from "../../api/types";
import { count } from "../../lib/format";
import { useFields } from "../../lib/meta";
import { useSettingsAct } from "../../lib/settingsAct";
import { FormErrors } from "../../ui/errors";
import { SelectField, TextField } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { kindWords } from "./fieldKinds";
import { Impact, many, total, used, useFieldUse, useTypeUse } from "./Impact";
import type { BoundField } from "./TypeFieldsTab";

interface TypeProps {
  type: CaseType;
  close: () => void;
}

/** The same field, not a copy: its values, options and label are shared by all types that have it. */
export function BindDialog({ type, close }: TypeProps) {
  const have = new Set(type.fields.map((each) => each.key));
  const free = useFields().filter((each) => each.id && !each.retired && !have.has(each.key));
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const told = useSettingsAct();
  const found = free.filter((each) => `${each.label} ${each.key}`.toLowerCase().includes(words.trim().toLowerCase()));
  const field = free.find((each) => each.id === chosen);
  const submit = () =>
    told.mutate(
      {
        command: "bind-field",
        body: { type_id: type.id, field_id: chosen },
        says: `${field?.label ?? "The field"} added to ${type.name}`,
        quiet: true,
      },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title="Add existing field"
      close={close}
      submit={submit}
      busy={told.isPending}
      errors={new FormErrors(told.error)}
      act="Add field"
      off={!field}
    >
      <p className="dim">
        The same field, not a copy: its label, its options and the values of cases are shared by every type that has it.
      </p>
      <TextField label="Find a field" data-autofocus value={words} onChange={setWords} />
      {found.length ? (
        <Choices fields={found} chosen={chosen} choose={setChosen} />
      ) : (
        <p className="dim">
          {free.length ? "No field is called like that." : "This type has every field of the firm. Make a new one instead."}
        </p>
      )}
      {field?.id && <Kept field={field.id} type={type} />}
    </FormDialog>
  );
}

function Choices(props: { fields: Field[]; chosen: string | null; choose: (id: string | null) => void }) {
  return (
    <fieldset className="plain-fieldset scroll-list">
      <legend className="sr">Fields of the firm</legend>
      {props.fields.map((each) => (
        <label key={each.key} className="choice">
          <input
            type="radio"
            name="field"
            checked={props.chosen === each.id}
            onChange={() => props.choose(each.id)}
          />
          <span className="ell">{each.label}</span>
          <span className="dim small grow">{kindWords(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Values that were out of sight come back with the field. */
function Kept({ field, type }: { field: string; type: CaseType }) {
  const query = useFieldUse(field);
  const kept = used(query.data?.types, type.id);
  if (!query.isLoading && !kept.cases && !kept.archived) return null;
  return (
    <Impact pending={query.isLoading} failed={query.isError}>
      {many(kept)} of {type.name} had a value in it before: it comes back.
    </Impact>
  );
}

interface BoundProps extends TypeProps {
  bound: BoundField;
}

export function RequireDialog({ type, bound, close }: BoundProps) {
  const [when, setWhen] = useState(!bound.required ? "" : (bound.required_from ?? type.statuses[0]?.key ?? ""));
  const told = useSettingsAct();
  const first = type.statuses[0]?.key;
  const submit = () =>
    told.mutate(
      {
        command: "require-field",
        body: {
          type_id: type.id,
          field: bound.key,
          required: when !== "",
          required_from: when === first || when === "" ? null : when,
        },
        says: `When ${bound.name} is needed is saved`,
        version: type.version,
        quiet: true,
      },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title={`When ${bound.name} is needed`}
      close={close}
      submit={submit}
      busy={told.isPending}
      errors={new FormErrors(told.error)}
      act="Save"
    >
      <SelectField
        label="It needs a value"
        data-autofocus
        value={when}
        none="Never: it may stay empty"
        onChange={setWhen}
        options={type.statuses.map(({ key, name }, i) => ({
          value: key,
          label: i ? `From ${name} on` : "Always: from the beginning",
        }))}
      />
      {when !== "" && <Without type={type} bound={bound} />}
    </FormDialog>
  );
}

function Without({ type, bound }: { type: CaseType; bound: BoundField }) {
  const [cases, values] = [useTypeUse(type.id), useFieldUse(bound.field?.id ?? null)];
  const without = total(cases.data?.statuses).cases - used(values.data?.types, type.id).cases;
  return (
    <Impact pending={cases.isLoading || values.isLoading} failed={cases.isError || values.isError}>
      {without > 0
        ? `${count(without, "case")} of this type ${without === 1 ? "has" : "have"} no value in it. Nothing is changed for them, but they cannot go on to a status that needs it.`
        : "Every case of this type has a value in it."}
    </Impact>
  );
}

export function UnbindDialog({ type, bound, close }: BoundProps) {
  const told = useSettingsAct();
  const query = useFieldUse(bound.field?.id ?? null);
  const submit = () =>
    told.mutate(
      {
        command: "unbind-field",
        body: { type_id: type.id, field: bound.key },
        says: `${bound.name} taken from ${type.name}`,
        version: type.version,
        quiet: true,
      },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title={`Take ${bound.name} from ${type.name}`}
      close={close}
      submit={submit}
      busy={told.isPending}
      errors={new FormErrors(told.error)}
      act="Take away"
    >
      <p>The field stays in the firm and with its other types. Values are kept, out of sight, and come back with it.</p>
      <Impact pending={query.isLoading} failed={query.isError}>
        {many(used(query.data?.types, type.id))} of this type {used(query.data?.types, type.id).cases === 1 ? "has" : "have"} a value in it.
      </Impact>
    </FormDialog>
  );
}
