/** Opening a case: a dialog over the list, whose draft outlives a reload. */
import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, type FormEvent, type KeyboardEvent } from "react";
import { command, newKey } from "../../api/client";
import type { CaseType, Field } from "../../api/types";
import { useCaseTypes, useFields, usePeople } from "../../lib/meta";
import { toast } from "../../lib/toasts";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { FieldFrame, SelectField, TextField, Tick } from "../../ui/Fields";
import { KindInput } from "../../ui/KindInput";
import { ClientsInput } from "./ClientsInput";
import { asCommand, fieldsOf, forgetDraft, suggestedName, useDraft, type Draft } from "./draft";

export default function NewCaseDialog({ close }: { close: () => void }) {
  return (
    <Modal opened onClose={close} title="New case" size={640}>
      <NewCaseForm close={close} />
    </Modal>
  );
}

interface Parts {
  draft: Draft;
  set: (patch: Partial<Draft>) => void;
  errors: FormErrors;
}

function NewCaseForm({ close }: { close: () => void }) {
  const { draft, set } = useDraft();
  const types = useCaseTypes().filter((each) => !each.retired);
  const type = types.find((each) => each.id === draft.type);
  const custom = fieldsOf(type, useFields());
  const form = useRef<HTMLFormElement>(null);
  const open = useOpenCase();
  const errors = new FormErrors(open.error);
  useFirstError(form.current, open.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate({ draft, fields: custom.map((each) => each.field) });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.current?.requestSubmit();
  };
  const parts = { draft, set, errors };
  const body = (
    <>
      <TypeAndStatus {...parts} types={types} type={type} />
      <ClientsInput
        clients={draft.clients}
        onChange={(clients) => set({ clients })}
        errors={errors}
      />
      <CustomFields {...parts} custom={custom} type={type} />
      <Rest {...parts} suggested={suggestedName(draft, type)} />
    </>
  );

  return (
    <form
      ref={form}
      className="stack"
      style={{ gap: 20 }}
      onSubmit={submit}
      onKeyDown={keys}
      noValidate
      aria-busy={open.isPending}
    >
      {body}
      <OtherErrors errors={errors} />
      <div className="form-foot">
        <span className="dim small grow">What you typed is kept until the case is created.</span>
        <button type="button" className="button ghost" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="button main" disabled={open.isPending || !draft.type}>
          {open.isPending ? "Creating…" : "Create case"}
        </button>
      </div>
    </form>
  );
}

function useOpenCase() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(newKey());
  const body = useRef("");
  return useMutation({
    mutationFn: async ({ draft, fields }: { draft: Draft; fields: Field[] }) => {
      const asked = asCommand(draft, fields);
      const text = JSON.stringify(asked);
      // The same act, tried again, opens one case; a corrected one is another act.
      if (text !== body.current) key.current = newKey();
      body.current = text;
      return command("open-case", asked, { key: key.current });
    },
    onSuccess: ({ id }) => {
      forgetDraft();
      void client.invalidateQueries({ queryKey: ["cases"] });
      toast({ id: "opened", message: "Case created" });
      void navigate({ to: "/cases/$id", params: { id }, search: {} });
    },
  });
}

/** After a refusal, focus goes to the first field that it speaks of. */
function useFirstError(form: HTMLFormElement | null, error: unknown): void {
  useEffect(() => {
    if (error) form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, error]);
}

function TypeAndStatus(props: Parts & { types: CaseType[]; type: CaseType | undefined }) {
  const { draft, set, errors, types, type } = props;
  return (
    <div className="form-grid">
      <SelectField
        label="Case type"
        required
        data-autofocus
        none="Choose a type"
        value={draft.type}
        error={errors.at("type")}
        options={types.map((each) => ({ value: each.id, label: each.name }))}
        onChange={(next) => set({ type: next, status: "" })}
      />
      <SelectField
        label="Status"
        disabled={!type}
        value={draft.status || (type?.initial ?? "")}
        error={errors.at("status")}
        options={(type?.statuses ?? []).map((each) => ({ value: each.key, label: each.name }))}
        none={type ? undefined : "Choose a type first"}
        onChange={(status) => set({ status })}
      />
    </div>
  );
}

function CustomFields(
  props: Parts & {
    custom: { field: Field; required: boolean }[];
    type: CaseType | undefined;
  },
) {
  const { draft, set, errors, custom, type } = props;
  if (!custom.length) return null;
  return (
    <fieldset className="fieldset">
      <legend>{type?.name} fields</legend>
      <div className="form-grid">
        {custom.map(({ field, required }) => (
          <FieldFrame
            key={field.key}
            label={field.label}
            hint={field.help}
            required={required}
            error={errors.at(field.key)}
          >
            {(tied) => (
              <KindInput
                {...tied}
                kind={field.kind}
                label={field.label}
                options={field.options}
                value={draft.facts[field.key] ?? ""}
                onChange={(value) => set({ facts: { ...draft.facts, [field.key]: value } })}
              />
            )}
          </FieldFrame>
        ))}
      </div>
    </fieldset>
  );
}

function Rest({ draft, set, errors, suggested }: Parts & { suggested: string }) {
  const people = usePeople().filter((each) => each.active);
  return (
    <>
      <div className="form-grid">
        <TextField
          label="Case name"
          placeholder={suggested || "Follows the client and the type"}
          hint="Left empty, it follows the primary client’s name and the type."
          value={draft.name}
          error={errors.at("name")}
          onChange={(name) => set({ name })}
        />
        <SelectField
          label="Assignee"
          none="Unassigned"
          value={draft.lead}
          error={errors.at("lead", "staff")}
          options={people.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(lead) => set({ lead })}
        />
      </div>
      <div className="form-grid">
        <Tick
          label="On behalf of somebody (OBO)"
          checked={draft.is_obo}
          onChange={(is_obo) => set({ is_obo })}
        />
        {draft.is_obo && (
          <TextField
            label="Representative"
            required
            value={draft.representative}
            error={errors.at("representative")}
            onChange={(representative) => set({ representative })}
          />
        )}
      </div>
    </>
  );
}
