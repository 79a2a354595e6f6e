/** Making a list, or editing what is known of one: name, kind, type, and the filters it follows. */
import "../../styles/lists.css";
import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState, type FormEvent } from "react";
import { command, newKey } from "../../api/client";
import { conditionOf } from "../../api/reads/lists";
import type { CaseList, Field, ListKind } from "../../api/types";
import { searchOf, type Condition } from "../../lib/conditions";
import { asked, filtersOf } from "../../lib/filters";
import { isLayered } from "../../lib/hotkeys";
import { useCaseTypes, useFields, usePeople } from "../../lib/meta";
import type { Search } from "../../lib/search";
import { toast } from "../../lib/toasts";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { AreaField, SelectField, TextField, Tick } from "../../ui/Fields";
import { FilterBar } from "../../ui/FilterBar";
import { RadioCards } from "../../ui/RadioCards";
import { KINDS } from "./words";

interface Props {
  close: () => void;
  /** The list that is edited; without it one is made. */
  it?: CaseList;
  /** The filters that a new list begins to follow. */
  filters?: Search;
}

interface Draft {
  name: string;
  description: string;
  kind: ListKind;
  type: string;
  is_obo: boolean;
  search: Search;
}

export default function ListDialog({ close, it, filters }: Props) {
  const title = it ? "Edit list" : filters ? "Save these filters as a list" : "New list";
  return (
    // Escape closes first what lies over it.
    <Modal opened onClose={() => !isLayered() && close()} title={title} size={720}>
      <ListForm close={close} it={it} filters={filters} />
    </Modal>
  );
}

function draftOf(it: CaseList | undefined, filters: Search | undefined, fields: Field[]): Draft {
  const follows = it ? searchOf(it.condition as Condition | null, fields) : (filters ?? {});
  const type = filters ? onlyType(filters) : "";
  return {
    name: it?.name ?? "",
    description: it?.description ?? "",
    kind: it?.kind ?? (filters ? "dynamic" : "static"),
    type: it?.type ?? type,
    is_obo: it?.is_obo ?? false,
    search: follows,
  };
}

/** The type that all cases of these filters have: the list is for that one. */
function onlyType(filters: Search): string {
  const types = filtersOf(filters).filter(({ fact, op }) => fact === "type" && op === "any");
  return types.length === 1 && types[0]?.values.length === 1 ? (types[0].values[0] ?? "") : "";
}

function ListForm({ close, it, filters }: Props) {
  const fields = useFields();
  const [draft, setDraft] = useState(() => draftOf(it, filters, fields));
  const set = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const types = useCaseTypes().filter((each) => !each.retired || each.id === draft.type);
  const save = useSave(it, close);
  const errors = new FormErrors(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  return (
    <form className="stack" style={{ gap: 18 }} onSubmit={submit} noValidate aria-busy={save.isPending}>
      <TextField
        label="Name"
        required
        data-autofocus
        maxLength={200}
        value={draft.name}
        error={errors.at("name")}
        onChange={(name) => set({ name })}
      />
      {!it && <RadioCards legend="Kind" value={draft.kind} of={KINDS} stacked pick={(kind) => set({ kind })} />}
      {draft.kind !== "static" && <Follows draft={draft} set={set} />}
      <AreaField
        label="What it is for"
        rows={2}
        value={draft.description}
        error={errors.at("description")}
        onChange={(description) => set({ description })}
      />
      <div className="form-grid">
        <SelectField
          label="Case type"
          hint="With a type, the list takes no case of another."
          none="Any type"
          value={draft.type}
          error={errors.at("type")}
          options={types.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(type) => set({ type })}
        />
        <Tick
          label="Cases on behalf of somebody (OBO)"
          checked={draft.is_obo}
          onChange={(is_obo) => set({ is_obo })}
        />
      </div>
      <OtherErrors errors={errors} />
      <div className="form-foot">
        <span className="grow" />
        <button type="button" className="button ghost" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="button main" disabled={save.isPending || !draft.name.trim()}>
          {it ? "Save" : save.isPending ? "Creating…" : "Create list"}
        </button>
      </div>
    </form>
  );
}

function Follows({ draft, set }: { draft: Draft; set: (patch: Partial<Draft>) => void }) {
  const [adding, setAdding] = useState(false);
  const fields = useFields();
  const known = { types: useCaseTypes(), people: usePeople() };
  const offered = fields.filter((each) => each.key !== "archived");
  const none = !filtersOf(draft.search).length && !draft.search.where;
  return (
    <fieldset className="fieldset">
      <legend>Filters it follows</legend>
      <div className="row wrap">
        <FilterBar
          search={draft.search}
          fields={offered}
          known={known}
          onChange={(search) => set({ search })}
          adding={adding}
          setAdding={setAdding}
        />
      </div>
      <p className="dim small">
        {none
          ? "Without a filter every case is on it. Archived cases never are."
          : "A case is on the list as long as all of this holds and it is not archived."}
      </p>
    </fieldset>
  );
}

function useSave(it: CaseList | undefined, close: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const key = useRef({ key: newKey(), of: "" });
  return useMutation({
    mutationFn: async (draft: Draft) => {
      // The same act, tried again, is one; a corrected one is another.
      const said = JSON.stringify(draft);
      if (said !== key.current.of) key.current = { key: newKey(), of: said };
      return it ? revise(it, draft, key.current.key) : create(draft, key.current.key);
    },
    onSuccess: ({ id }, draft) => {
      void client.invalidateQueries({ queryKey: ["lists"] });
      void client.invalidateQueries({ queryKey: ["fields"] });
      toast({ id: "list", message: it ? `Saved ${draft.name}` : `Created ${draft.name}` });
      close();
      if (!it) void navigate({ to: "/lists/$id", params: { id }, search: {} });
    },
  });
}

const facts = ({ name, description, type, is_obo }: Draft) => ({
  name,
  description: description.trim() || null,
  type: type || null,
  is_obo,
});

async function create(draft: Draft, key: string) {
  const { kind } = draft;
  const condition = kind === "static" ? null : (await conditionOf(asked(draft.search))).condition;
  return command("create-case-list", { ...facts(draft), kind, condition }, { key });
}

async function revise(it: CaseList, draft: Draft, key: string) {
  let receipt = await command("revise-case-list", { list_id: it.id, changes: facts(draft) }, { key });
  if (it.kind !== "static") {
    const { condition } = await conditionOf(asked(draft.search));
    const body = { list_id: it.id, condition };
    receipt = await command("change-case-list-condition", body, { key: `${key}/condition` });
  }
  return receipt;
}
