/** Adding a type of case, making one after another, calling one by another name, retiring one. */
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { newKey } from "../../api/client";
import type { CaseType } from "../../api/types";
import { useSettingsAct } from "../../lib/settingsAct";
import { FormErrors } from "../../ui/errors";
import { TextField } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { TypeImpact } from "./Impact";

const KINDS = {
  add: { title: "New case type", act: "Add case type", done: "Case type added" },
  duplicate: { title: "Duplicate the case type", act: "Duplicate", done: "Case type duplicated" },
  rename: { title: "Rename the case type", act: "Rename", done: "Case type renamed" },
} as const;

interface NamedProps {
  kind: keyof typeof KINDS;
  /** The type that is renamed or duplicated. */
  type?: CaseType;
  close: () => void;
}

export function TypeNameDialog({ kind, type, close }: NamedProps) {
  const { title, act, done } = KINDS[kind];
  const navigate = useNavigate();
  const told = useSettingsAct();
  const key = useRef(newKey());
  const [name, setName] = useState(kind === "add" ? "" : `${type?.name ?? ""}${kind === "duplicate" ? " (copy)" : ""}`);
  const [code, setCode] = useState("");
  const errors = new FormErrors(told.error);
  const own = { name: name.trim(), ...(code.trim() ? { code: code.trim() } : {}) };
  const asked = {
    add: { command: "define-case-type", body: own },
    duplicate: { command: "duplicate-case-type", body: { ...own, of: type?.id } },
    rename: { command: "rename-case-type", body: { type_id: type?.id, name: name.trim() }, version: type?.version },
  }[kind];

  const submit = () =>
    told.mutate(
      { ...asked, says: done, key: key.current, quiet: true },
      {
        onSuccess: ({ id }) => {
          close();
          if (kind !== "rename") void navigate({ to: "/settings/case-types/$id", params: { id }, search: {} });
        },
        onError: () => (key.current = newKey()),
      },
    );

  return (
    <FormDialog title={title} close={close} submit={submit} busy={told.isPending} errors={errors} act={act} off={!name.trim()}>
      {kind === "add" && (
        <p className="dim">It begins with the seven statuses that every firm knows. Change them as you like.</p>
      )}
      {kind === "duplicate" && (
        <p className="dim">
          The new type has the statuses, what may follow them, the fields and the default staff of{" "}
          <b>{type?.name}</b>. No case is copied.
        </p>
      )}
      {kind === "rename" && type && <TypeImpact type={type} says="will be called by the new name" />}
      <TextField label="Name" data-autofocus required value={name} onChange={setName} error={errors.at("name")} />
      {kind !== "rename" && (
        <TextField
          label="Code"
          value={code}
          onChange={setCode}
          maxLength={8}
          hint="What case numbers begin with, such as PI. Left empty, it is made from the name."
          error={errors.at("code")}
        />
      )}
    </FormDialog>
  );
}

export function RetireTypeDialog({ type, close }: { type: CaseType; close: () => void }) {
  const told = useSettingsAct();
  const submit = () =>
    told.mutate(
      { command: "retire-case-type", body: { type_id: type.id }, says: `${type.name} is retired`, quiet: true },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title={`Retire ${type.name}`}
      close={close}
      submit={submit}
      busy={told.isPending}
      errors={new FormErrors(told.error)}
      act="Retire"
    >
      <p>No new case can have a retired type, and no case can change to it. It can be brought back.</p>
      <TypeImpact type={type} says="keep it and can still be worked on" />
    </FormDialog>
  );
}
