/** One act on the selected cases: what exactly, then what would happen, then just that. */
import { Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { call } from "../../api/client";
import { bulkQuery } from "../../api/reads/work";
import { causedPosition } from "../../api/position";
import type { Bulk } from "../../api/types";
import { ACTIONS, buttonOf } from "../../lib/bulk";
import { ErrorNote } from "../../ui/States";
import { BulkFields, changeOf, isWhole, type Given } from "./BulkFields";
import { BulkPlan } from "./BulkPlan";
import type { SelectionWish } from "./selection";

interface Props {
  action: string;
  wish: SelectionWish;
  /** How many were selected, as the bar says it. */
  says: string;
  began: (bulk: Bulk) => void;
  close: () => void;
}

export default function BulkDialog({ action, wish, says, began, close }: Props) {
  const [given, setGiven] = useState<Given>({});
  const [id, setId] = useState<string | null>(null);
  const plan = useDryRun(action, wish, setId);
  const run = useRun(began);
  const bulk = useQuery({ ...bulkQuery(id ?? ""), enabled: id !== null }).data;
  const ready = bulk?.state === "planned" ? bulk : undefined;

  const change = (next: Given) => {
    setGiven(next);
    setId(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) run.mutate(ready.id);
    else plan.mutate(given);
  };
  const busy = plan.isPending || bulk?.state === "planning";
  const many = ready?.counts.changed ?? 0;

  return (
    <Modal opened onClose={close} title={`${ACTIONS[action]!.label}: ${says}`} size={480}>
      <form className="stack" onSubmit={submit} aria-busy={busy || run.isPending}>
        <BulkFields action={action} of={wish} given={given} onChange={change} />
        {bulk && <BulkPlan bulk={bulk} again={() => plan.mutate(given)} />}
        {bulk?.error && <p className="error">{bulk.error}</p>}
        {plan.error && <ErrorNote what="That could not be checked." error={plan.error} />}
        {run.error && <ErrorNote what="It did not begin." error={run.error} />}
        <div className="row end">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          {ready ? (
            <button type="submit" className="button main" disabled={!many || run.isPending}>
              {many ? buttonOf(action, many) : "Nothing to change"}
            </button>
          ) : (
            <button type="submit" className="button main" disabled={!isWhole(action, given) || busy}>
              {busy ? "Checking…" : "See what would happen"}
            </button>
          )}
        </div>
      </form>
    </Modal>
  );
}

function useDryRun(action: string, selection: SelectionWish, planned: (id: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) =>
      call<Bulk>("post", "/v1/bulk", {
        query: { min_position: causedPosition() || undefined },
        body: { selection, change: changeOf(action, given) },
      }),
    onSuccess: (bulk) => {
      client.setQueryData(bulkQuery(bulk.id).queryKey, bulk);
      planned(bulk.id);
    },
  });
}

function useRun(began: (bulk: Bulk) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<Bulk>("post", `/v1/bulk/${id}/run`),
    onSuccess: (bulk) => {
      client.setQueryData(bulkQuery(bulk.id).queryKey, bulk);
      void client.invalidateQueries({ queryKey: ["bulks"] });
      began(bulk);
    },
  });
}
