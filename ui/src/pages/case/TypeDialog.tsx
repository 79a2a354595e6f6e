/** Changing the type of a case: first what becomes of its fields and its status, then the change. */
import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { typeChangeQuery } from "../../api/reads/cases";
import type { TypeChange } from "../../api/types";
import { useCaseEdit } from "../../lib/edit";
import { useCaseType, useCaseTypes, useFields } from "../../lib/meta";
import { StatusChip } from "../../ui/Chips";
import { SelectField } from "../../ui/Fields";
import { ErrorNote, Loading } from "../../ui/States";
import type { Seen } from "./seen";

export default function TypeDialog({ seen, close }: { seen: Seen; close: () => void }) {
  const { case: row } = seen.present;
  const types = useCaseTypes().filter((each) => !each.retired && each.id !== row.type);
  const [to, setTo] = useState("");
  const [status, setStatus] = useState<string | null>(null);
  // What is missing depends on the status too; what was shown stays until it is known.
  const preview = useQuery({ ...typeChangeQuery(row.id, to, status), enabled: to !== "" });
  const edit = useCaseEdit();
  const chosen = useCaseType(to);
  const own = useCaseType(row.type);
  const next = status ?? preview.data?.status ?? chosen?.initial ?? "";

  const change = () => {
    const says = `${row.name} is now ${chosen?.name ?? "of another type"}`;
    const body = { type: to, status: next };
    const undo = {
      command: "change-case-type",
      body: { type: row.type, status: row.status },
      patch: { type: row.type, status: row.status },
    };
    edit.mutate({ command: "change-case-type", body, patch: body, row, says, undo });
    close();
  };

  return (
    <Modal opened onClose={close} title="Change the case type" size={520}>
      <div className="stack">
        <SelectField
          label="New type"
          data-autofocus
          value={to}
          none={`Now: ${own?.name ?? "…"}`}
          onChange={(value) => {
            setTo(value);
            setStatus(null);
          }}
          options={types.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {to && preview.isError && (
          <ErrorNote
            what="What it would mean could not be found out."
            error={preview.error}
            retry={() => void preview.refetch()}
          />
        )}
        {to && !preview.data && !preview.isError && <Loading lines={3} />}
        {to && preview.data && (
          <>
            <Preview change={preview.data} type={chosen?.name ?? "the new type"} />
            <SelectField
              label="Status"
              value={next}
              onChange={setStatus}
              options={(chosen?.statuses ?? []).map(({ key, name }) => ({ value: key, label: name }))}
              hint={
                <span className="row">
                  Now <StatusChip status={row.status} type={row.type} />
                </span>
              }
            />
          </>
        )}
        <div className="row end">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button
            type="button"
            className="button main"
            disabled={!to || !preview.data}
            onClick={change}
          >
            Change the type
          </button>
        </div>
      </div>
    </Modal>
  );
}

function Preview({ change, type }: { change: TypeChange; type: string }) {
  const fields = useFields();
  const labels = (keys: string[]) =>
    keys.map((key) => fields.find((each) => each.key === key)?.label ?? key).join(", ");
  const lines = [
    { title: "Stay", keys: change.kept, says: "as they are" },
    { title: "Go out of sight", keys: change.hidden, says: "their values stay in the history" },
    { title: "Come back", keys: change.restored, says: "with the values they had" },
    { title: "Need a value", keys: change.missing, says: `${type} asks for them` },
  ].filter(({ keys }) => keys.length > 0);
  if (!lines.length) return <p className="dim">No field is gained or lost by this.</p>;
  return (
    <dl className="preview" aria-label="What becomes of the fields">
      {lines.map(({ title, keys, says }) => (
        <div key={title} className={title === "Need a value" ? "needs" : undefined}>
          <dt>{title}</dt>
          <dd>
            {labels(keys)} <span className="dim">· {says}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
