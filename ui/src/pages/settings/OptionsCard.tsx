/** The options of a field: added, reworded, put in order, retired and brought back. Keys stay. */
import { lazy, Suspense, useState, type FormEvent } from "react";
import type { Option } from "../../api/types";
import { count } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { useSettingsAct } from "../../lib/settingsAct";
import { ActsMenu } from "../../ui/ActsMenu";
import { IconArchive, IconUndo } from "../../ui/icons";
import { IconRemove } from "../../ui/iconsOfPages";
import { InlineField } from "../../ui/InlineField";
import { OrderList } from "../../ui/OrderList";
import type { OwnField } from "./FieldPage";
import { used, useFieldUse } from "./Impact";
import { EDIT, useWhyNot } from "./Reading";

const RemoveOptionDialog = lazy(
  async () => ({ default: (await import("./RemoveOptionDialog")).RemoveOptionDialog }),
);

export function OptionsCard({ field }: { field: OwnField }) {
  const may = useMay(EDIT);
  const [current, retired] = [field.options.filter((o) => !o.retired), field.options.filter((o) => o.retired)];
  const { mutateAsync } = useSettingsAct();
  const items = current.map((option) => ({ ...option, name: option.label }));
  const reorder = (next: string[]) => {
    const order = [...next, ...retired.map((each) => each.key)];
    return mutateAsync({ command: "reorder-options", body: { field_id: field.id, order } });
  };
  return (
    <section className="card" aria-labelledby="options">
      <header>
        <h2 id="options">Options</h2>
        <span className="count">{current.length}</span>
      </header>
      <OrderList label="Options" items={items} locked={!may} onOrder={reorder}>
        {(option) => <OptionRow field={field} option={option} />}
      </OrderList>
      {may && <AddOption field={field} />}
      {retired.length > 0 && (
        <ul className="order plain-list" aria-label="Retired options">
          {retired.map((option) => (
            <li key={option.key} className="order-row">
              <OptionRow field={field} option={option} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OptionRow({ field, option }: { field: OwnField; option: Option }) {
  const why = useWhyNot();
  const { mutate, mutateAsync } = useSettingsAct();
  const { data } = useFieldUse(field.id);
  const { cases } = used(data?.options, option.key);
  const [removing, setRemoving] = useState(false);
  const act = (command: string, says: string) => () =>
    mutate({ command, body: { field_id: field.id, option: option.key }, says });
  return (
    <>
      <div className="grow">
        <InlineField
          label={`Option ${option.label}`}
          kind="text"
          value={option.label}
          shown={<span className="ell">{option.label}</span>}
          version={field.version}
          locked={why !== undefined || option.retired}
          save={(label, version) =>
            mutateAsync({
              command: "rename-option",
              body: { field_id: field.id, option: option.key, label },
              version,
              quiet: true,
            })
          }
        />
      </div>
      <span className="row order-side">
        {option.retired && <span className="badge">Retired</span>}
        {data && <span className="dim small num">{count(cases, "case")}</span>}
        <ActsMenu
        label={`More about ${option.label}`}
        acts={[
          option.retired
            ? { label: "Offer again", icon: <IconUndo size={14} />, run: act("reinstate-option", `${option.label} is offered again`), why }
            : { label: "Offer no more", icon: <IconArchive size={14} />, run: act("retire-option", `${option.label} is offered no more`), why },
          { label: "Remove…", icon: <IconRemove size={14} />, run: () => setRemoving(true), why },
        ]}
        />
      </span>
      <Suspense>
        {removing && <RemoveOptionDialog field={field} option={option} close={() => setRemoving(false)} />}
      </Suspense>
    </>
  );
}

function AddOption({ field }: { field: OwnField }) {
  const [label, setLabel] = useState("");
  const told = useSettingsAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!label.trim() || told.isPending) return;
    told.mutate(
      { command: "add-option", body: { field_id: field.id, label: label.trim() }, quiet: true },
      { onSuccess: () => setLabel("") },
    );
  };
  return (
    <form className="in" onSubmit={submit}>
      <div className="row">
        <input
          className="input"
          aria-label="New option"
          placeholder="New option"
          value={label}
          aria-invalid={told.isError}
          onChange={(event) => setLabel(event.target.value)}
        />
        <button type="submit" className="button" disabled={!label.trim() || told.isPending}>
          Add
        </button>
      </div>
      {told.isError && (
        <span className="field-error" role="alert">
          {told.error.message}
        </span>
      )}
    </form>
  );
}
