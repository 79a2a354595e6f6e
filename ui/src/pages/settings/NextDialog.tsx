/** Which statuses may follow one: any, or only those that are ticked. */
import { useState } from "react";
import type { CaseType, Status } from "../../api/types";
import { toggled } from "../../lib/activity";
import { useSettingsAct } from "../../lib/settingsAct";
import { StatusOf } from "../../ui/Chips";
import { FormErrors } from "../../ui/errors";
import { Tick } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { Impact, many, used, useTypeUse } from "./Impact";

export function NextDialog({ type, status, close }: { type: CaseType; status: Status; close: () => void }) {
  const was = type.allowed_next[status.key];
  const others = type.statuses.filter((each) => each.key !== status.key);
  const [only, setOnly] = useState(was !== undefined);
  const [next, setNext] = useState<string[]>([...(was ?? others.map((each) => each.key))]);
  const told = useSettingsAct();
  const query = useTypeUse(type.id);
  const submit = () =>
    told.mutate(
      {
        command: "change-allowed-next",
        body: { type_id: type.id, status: status.key, next: only ? next : null },
        says: only ? `What follows ${status.name} is saved` : `Any status may follow ${status.name}`,
        version: type.version,
        quiet: true,
      },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title={`What may follow ${status.name}`}
      close={close}
      submit={submit}
      busy={told.isPending}
      errors={new FormErrors(told.error)}
      act="Save"
    >
      <fieldset className="plain-fieldset">
        <legend className="sr">What may follow</legend>
        <Radio label="Any status" checked={!only} onChange={() => setOnly(false)} />
        <Radio label="Only these" checked={only} onChange={() => setOnly(true)} />
        <div role="group" aria-label="Statuses that may follow" className="nested">
          {others.map((each) => (
            <Tick
              key={each.key}
              label={<StatusOf status={each} />}
              checked={!only || next.includes(each.key)}
              disabled={!only}
              onChange={() => setNext(toggled(next, each.key))}
            />
          ))}
        </div>
      </fieldset>
      {only && !next.length && <p>Nothing follows it: a case that comes to {status.name} stays there.</p>}
      <p className="dim small">
        Everybody else is told which may follow. An administrator can still choose another, and says why.
      </p>
      <Impact pending={query.isLoading} failed={query.isError}>
        In {status.name} now: {many(used(query.data?.statuses, status.key)).toLowerCase()}. This changes none of them.
      </Impact>
    </FormDialog>
  );
}

function Radio({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return (
    <label className="choice">
      <input type="radio" name="follow" checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}
