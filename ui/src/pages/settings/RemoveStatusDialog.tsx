/** Removing a status: which one takes its place, and how many cases that means. */
import { useState } from "react";
import type { CaseType, Status } from "../../api/types";
import { count } from "../../lib/format";
import { useSettingsAct } from "../../lib/settingsAct";
import { StatusOf } from "../../ui/Chips";
import { FormErrors } from "../../ui/errors";
import { SelectField } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { Impact, used, useTypeUse } from "./Impact";
import { useMoving } from "./moving";

export function RemoveStatusDialog({ type, status, close }: { type: CaseType; status: Status; close: () => void }) {
  const [replacement, setReplacement] = useState("");
  const told = useSettingsAct();
  const moving = useMoving();
  const query = useTypeUse(type.id);
  const { cases, archived } = used(query.data?.statuses, status.key);
  const others = type.statuses.filter((each) => each.key !== status.key);
  const errors = new FormErrors(told.error);
  const submit = () => {
    const unfollow = cases > 0 ? moving() : undefined;
    told.mutate(
      {
        command: "remove-status",
        body: { type_id: type.id, status: status.key, replacement },
        says: `${status.name} is removed`,
        version: type.version,
        quiet: true,
      },
      { onSuccess: close, onError: () => unfollow?.() },
    );
  };
  return (
    <FormDialog
      title={`Remove ${status.name}`}
      close={close}
      submit={submit}
      busy={told.isPending}
      errors={errors}
      act={cases ? `Remove and move ${count(cases, "case")}` : "Remove"}
      danger
      off={!replacement}
    >
      <div className="row wrap">
        <StatusOf status={status} />
        <span className="dim">leaves the type. The history still shows it where a case had it.</span>
      </div>
      <Impact pending={query.isLoading} failed={query.isError}>
        {cases ? `${count(cases, "case")} will move to the status you choose, one by one in the background.` : "No case is in it now."}
        {archived > 0 && ` ${count(archived, "archived case")} ${archived === 1 ? "keeps" : "keep"} it.`}
      </Impact>
      <SelectField
        label="Put in its place"
        required
        data-autofocus
        value={replacement}
        none="Choose a status"
        onChange={setReplacement}
        options={others.map(({ key, name }) => ({ value: key, label: name }))}
        hint={
          status.key === type.initial ? "New cases will begin there too." : "It also stands wherever the removed one was named."
        }
        error={errors.at("replacement")}
      />
    </FormDialog>
  );
}
