/** Saving what the list shows as a view, or giving one another name. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { command, newKey } from "../../api/client";
import type { View } from "../../api/types";
import { count } from "../../lib/format";
import { filtersOf } from "../../lib/filters";
import { useMay } from "../../lib/meta";
import { first } from "../../lib/search";
import { toast } from "../../lib/toasts";
import { FormErrors } from "../../ui/errors";
import { TextField, Tick } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { RadioCards } from "../../ui/RadioCards";
import type { CaseList } from "./useCaseList";
import { about, shapeOf } from "./useViewActs";

interface Props {
  list: CaseList;
  /** The view that is renamed; without it one is saved. */
  it?: View;
  close: () => void;
}

interface Draft {
  name: string;
  shared: boolean;
  begin: boolean;
}

export default function ViewDialog({ list, it, close }: Props) {
  const [draft, setDraft] = useState<Draft>({ name: it?.name ?? "", shared: false, begin: false });
  const set = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const save = useSave(list, it, close);
  const errors = new FormErrors(save.error);
  return (
    <FormDialog
      title={it ? "Rename view" : "Save view"}
      act={it ? "Rename view" : "Save view"}
      close={close}
      submit={() => save.mutate(draft)}
      busy={save.isPending}
      off={!draft.name.trim()}
      errors={errors}
    >
      <TextField
        label="Name"
        required
        data-autofocus
        maxLength={200}
        value={draft.name}
        error={errors.at("name")}
        onChange={(name) => set({ name })}
      />
      {!it && <Audience draft={draft} set={set} />}
      {!it && <Keeps list={list} />}
    </FormDialog>
  );
}

function Audience({ draft, set }: { draft: Draft; set: (patch: Partial<Draft>) => void }) {
  const may = useMay("views.share");
  const choices = [
    { value: false, title: "Only you", says: "Nobody else sees it." },
    {
      value: true,
      title: "Everybody in the firm",
      says: may ? "Whoever may share views can change it." : "It takes the permission views.share.",
      off: !may,
    },
  ];
  return (
    <>
      <RadioCards
        legend="Who sees it"
        value={draft.shared}
        of={choices}
        stacked
        pick={(shared) => set({ shared })}
      />
      <Tick label="Begin with this view" checked={draft.begin} onChange={(begin) => set({ begin })} />
    </>
  );
}

/** In one sentence, what is kept and what is not. */
function Keeps({ list }: { list: CaseList }) {
  const { search, columns, compact } = list;
  const filters = filtersOf(search).length + (search.where ? 1 : 0);
  const by = list.all.find((each) => each.id === list.sort.replace(/^-/, ""))?.head;
  const parts = [
    filters ? count(filters, "filter") : "no filter",
    `the order${by ? ` by ${by}` : ""}`,
    count(columns.length, "column"),
    compact ? "compact rows" : "normal rows",
  ];
  return (
    <p className="dim small">
      It keeps {parts.join(", ")}.
      {first(search.q) && " The words that you searched for are not kept."}
    </p>
  );
}

function useSave(list: CaseList, it: View | undefined, close: () => void) {
  const client = useQueryClient();
  const key = useRef({ key: newKey(), of: "" });
  return useMutation({
    mutationFn: async (draft: Draft) => {
      // The same act, tried again, is one; a corrected one is another.
      const said = JSON.stringify(draft);
      if (said !== key.current.of) key.current = { key: newKey(), of: said };
      return it ? rename(it, draft, key.current.key) : create(list, draft, key.current.key);
    },
    onSuccess: async ({ id }, { name }) => {
      await client.invalidateQueries({ queryKey: ["views"] });
      toast({ id: "view", message: it ? `Renamed to ${name}` : `Saved the view ${name}` });
      close();
      if (!it) list.look(id);
    },
  });
}

const rename = (it: View, { name }: Draft, key: string) =>
  command(about("revise", it), { view_id: it.id, name }, { version: it.version, key });

async function create(list: CaseList, { name, shared, begin }: Draft, key: string) {
  const shape = await shapeOf(list);
  const receipt = await command(shared ? "save-shared-view" : "save-view", { name, ...shape }, { key });
  if (begin) await command("choose-default-view", { view_id: receipt.id }, { key: `${key}/begin` });
  return receipt;
}
