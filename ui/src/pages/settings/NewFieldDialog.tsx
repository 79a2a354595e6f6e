/** A new field of the firm; from the page of a type, it is given to that type at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { command, newKey } from "../../api/client";
import type { CaseType } from "../../api/types";
import { useFields } from "../../lib/meta";
import { renewed } from "../../lib/settingsAct";
import { toast } from "../../lib/toasts";
import { FormErrors } from "../../ui/errors";
import { AreaField, SelectField, TextField, Tick } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { isChoice, KINDS } from "./fieldKinds";

const BLANK = { label: "", kind: "text", options: "", currency: "", help: "", group: "", searched: false };
type Draft = typeof BLANK;

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((each) => each.trim())
    .filter(Boolean);

function asked({ label, kind, options, currency, help, group, searched }: Draft) {
  return {
    label: label.trim(),
    kind,
    searched,
    ...(isChoice(kind) && { options: lines(options) }),
    ...(kind === "currency" && currency && { currency: currency.trim().toUpperCase() }),
    ...(help.trim() && { help: help.trim() }),
    ...(group.trim() && { group: group.trim() }),
  };
}

export function NewFieldDialog({ type, close }: { type?: CaseType; close: () => void }) {
  const [draft, setDraft] = useState(BLANK);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const { add, errors } = useAdding(draft, type, close);
  return (
    <FormDialog
      title={type ? `New field of ${type.name}` : "New field"}
      close={close}
      submit={() => add.mutate()}
      busy={add.isPending}
      errors={errors}
      act="Add field"
      off={!draft.label.trim() || (isChoice(draft.kind) && !lines(draft.options).length)}
    >
      <TextField
        label="Label"
        data-autofocus
        required
        value={draft.label}
        onChange={(label) => set({ label })}
        error={errors.at("label")}
      />
      <SelectField
        label="Kind"
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
        hint="It cannot be changed later: what is stored was checked as this kind."
      />
      {isChoice(draft.kind) && (
        <AreaField
          label="Options"
          required
          rows={5}
          value={draft.options}
          onChange={(options) => set({ options })}
          hint="One a line, in the order that menus show. They can be reworded and ordered later."
          error={errors.at("options")}
        />
      )}
      {draft.kind === "currency" && (
        <TextField
          label="Currency"
          value={draft.currency}
          maxLength={3}
          onChange={(currency) => set({ currency })}
          hint="Three letters, such as USD. Left empty, it is the firm’s."
          error={errors.at("currency")}
        />
      )}
      <Placing draft={draft} set={set} errors={errors} />
    </FormDialog>
  );
}

function Placing({ draft, set, errors }: { draft: Draft; set: (change: Partial<Draft>) => void; errors: FormErrors }) {
  const groups = [...new Set(useFields().filter((each) => !each.built_in).map((each) => each.group))];
  return (
    <>
      <TextField
        label="Group"
        value={draft.group}
        list="field-groups"
        onChange={(group) => set({ group })}
        hint="The heading it stands under on the page of a case."
        error={errors.at("group")}
      />
      <datalist id="field-groups">
        {groups.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <TextField
        label="Help"
        value={draft.help}
        onChange={(help) => set({ help })}
        hint="A sentence for whoever fills it in."
        error={errors.at("help")}
      />
      <Tick label="The search finds cases by it" checked={draft.searched} onChange={(searched) => set({ searched })} />
    </>
  );
}

/** Defines the field and gives it to the type; told again, neither is done twice. */
function useAdding(draft: Draft, type: CaseType | undefined, close: () => void) {
  const client = useQueryClient();
  const keys = useRef([newKey(), newKey()] as const);
  const defined = useRef<string | null>(null);
  const add = useMutation({
    mutationFn: async () => {
      defined.current ??= (await command("define-field", asked(draft), { key: keys.current[0] })).id;
      if (type) {
        const body = { type_id: type.id, field_id: defined.current };
        await command("bind-field", body, { key: keys.current[1] });
      }
    },
    onSuccess: async () => {
      toast({ id: "settings", message: `${draft.label.trim()} added` });
      close();
      await renewed(client);
    },
    onError: () => (keys.current = [newKey(), newKey()]),
  });
  return { add, errors: new FormErrors(add.error) };
}
