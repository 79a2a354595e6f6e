/** A status: what it is called, what it counts as, its colour, and what clients read. */
import { useRef, useState } from "react";
import { newKey } from "../../api/client";
import type { CaseType, Colour, Status, StatusCategory } from "../../api/types";
import { useSettingsAct } from "../../lib/settingsAct";
import { pair, StatusOf } from "../../ui/Chips";
import { FormErrors } from "../../ui/errors";
import { SelectField, TextField } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { Impact, many, used, useTypeUse } from "./Impact";

const CATEGORIES: Record<StatusCategory, string> = {
  open: "Open: nothing was decided yet",
  waiting: "Waiting: somebody else must act",
  active: "Active: it is worked on",
  done: "Done: it came to a result",
  closed: "Closed: nothing more happens",
};
const COLOURS: Colour[] = ["cyan", "violet", "blue", "teal", "amber", "orange", "green", "gray"];
const NEW: Status = { key: "", name: "", category: "open", colour: "blue", client_text: null };

interface Props {
  type: CaseType;
  /** Without it, a new one. */
  status?: Status;
  close: () => void;
}

export function StatusDialog({ type, status, close }: Props) {
  const [draft, setDraft] = useState(status ?? NEW);
  const told = useSettingsAct();
  const key = useRef(newKey());
  const errors = new FormErrors(told.error);
  const set = (change: Partial<Status>) => setDraft({ ...draft, ...change });
  const { name, category, colour } = draft;
  const client_text = draft.client_text?.trim() || null;
  const said = { name: name.trim(), category, colour, client_text };
  const asked = status
    ? { command: "revise-status", body: { type_id: type.id, status: status.key, ...said }, says: `${said.name} saved` }
    : { command: "add-status", body: { type_id: type.id, status: said }, says: `${said.name} added` };
  const submit = () =>
    told.mutate(
      { ...asked, version: status && type.version, key: key.current, quiet: true },
      { onSuccess: close, onError: () => (key.current = newKey()) },
    );
  return (
    <FormDialog
      title={status ? `Edit ${status.name}` : "New status"}
      close={close}
      submit={submit}
      busy={told.isPending}
      errors={errors}
      act={status ? "Save" : "Add status"}
      off={!name.trim()}
    >
      <TextField
        label="Name"
        data-autofocus
        required
        value={name}
        onChange={(value) => set({ name: value })}
        error={errors.at("name")}
      />
      <SelectField
        label="Counts as"
        value={category}
        onChange={(value) => set({ category: value as StatusCategory })}
        options={Object.entries(CATEGORIES).map(([value, label]) => ({ value, label }))}
      />
      <Colours value={colour} onChange={(value) => set({ colour: value })} />
      <TextField
        label="Clients read"
        value={draft.client_text ?? ""}
        onChange={(value) => set({ client_text: value })}
        hint="What clients are told instead of the name. Left empty, they read the name."
        error={errors.at("client_text")}
      />
      <div className="row wrap">
        <span className="dim small">It will look like this:</span>
        <StatusOf status={{ ...draft, name: name.trim() || "New status" }} />
      </div>
      {status && <Shown type={type} status={status} />}
    </FormDialog>
  );
}

function Shown({ type, status }: { type: CaseType; status: Status }) {
  const query = useTypeUse(type.id);
  return (
    <Impact pending={query.isLoading} failed={query.isError}>
      {many(used(query.data?.statuses, status.key))} will be shown like this. What is stored with them stays.
    </Impact>
  );
}

function Colours({ value, onChange }: { value: Colour; onChange: (colour: Colour) => void }) {
  return (
    <fieldset className="swatches">
      <legend>Colour</legend>
      {COLOURS.map((each) => (
        <label key={each} className="swatch" style={pair(each)} title={each}>
          <input type="radio" name="colour" value={each} checked={value === each} onChange={() => onChange(each)} />
          <span className="capital">{each}</span>
        </label>
      ))}
    </fieldset>
  );
}
