/** Removing an option: what its cases are given instead. One that no case has is only retired. */
import { useState } from "react";
import type { Option } from "../../api/types";
import { count } from "../../lib/format";
import { useSettingsAct } from "../../lib/settingsAct";
import { FormErrors } from "../../ui/errors";
import { SelectField } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import type { OwnField } from "./FieldPage";
import { Impact, used, useFieldUse } from "./Impact";
import { useMoving } from "./moving";

interface Props {
  field: OwnField;
  option: Option;
  close: () => void;
}

export function RemoveOptionDialog({ field, option, close }: Props) {
  const [replacement, setReplacement] = useState("");
  const told = useSettingsAct();
  const moving = useMoving();
  const query = useFieldUse(field.id);
  const { cases, archived } = used(query.data?.options, option.key);
  const others = field.options.filter((each) => !each.retired && each.key !== option.key);
  const errors = new FormErrors(told.error);
  const body = { field_id: field.id, option: option.key };
  const asked = cases
    ? { command: "remove-option", body: { ...body, replacement } }
    : { command: "retire-option", body };
  const submit = () => {
    const unfollow = cases > 0 ? moving() : undefined;
    told.mutate(
      { ...asked, says: `${option.label} is removed`, quiet: true },
      { onSuccess: close, onError: () => unfollow?.() },
    );
  };
  return (
    <FormDialog
      title={`Remove ${option.label}`}
      close={close}
      submit={submit}
      busy={told.isPending}
      errors={errors}
      act={cases ? `Remove and change ${count(cases, "case")}` : "Remove"}
      danger
      off={!query.data || (cases > 0 && !replacement)}
    >
      <Impact pending={query.isLoading} failed={query.isError}>
        {cases
          ? `${count(cases, "case")} will be given the option you choose, one by one in the background.`
          : "No case has it now. It is offered no more, and the history still shows it."}
        {archived > 0 && ` ${count(archived, "archived case")} ${archived === 1 ? "keeps" : "keep"} it.`}
      </Impact>
      {cases > 0 && (
        <SelectField
          label="Give them instead"
          required
          data-autofocus
          value={replacement}
          none={others.length ? "Choose an option" : "There is no other option: add one first"}
          onChange={setReplacement}
          options={others.map(({ key, label }) => ({ value: key, label }))}
          error={errors.at("replacement")}
        />
      )}
    </FormDialog>
  );
}
