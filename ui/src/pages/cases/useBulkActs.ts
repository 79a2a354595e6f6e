/** The acts on a selection: which there are, the one that is being prepared, and what follows it. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Bulk } from "../../api/types";
import { ACTIONS, titleOf } from "../../lib/bulk";
import { useKeys } from "../../lib/hotkeys";
import { useMay } from "../../lib/meta";
import { watch } from "../../lib/operations";
import { saysOf } from "./said";
import { useSelection, type SelectionWish } from "./selection";
import type { CaseList } from "./useCaseList";

const LIVE = [
  "change-status",
  "assign-staff",
  "unassign-staff",
  "add-to-list",
  "remove-from-list",
  "archive-case",
];
const ARCHIVED = ["restore-case"];

export function useBulkActs(list: CaseList) {
  const client = useQueryClient();
  const selection = useSelection(list.asked, list.rows, list.total);
  const [act, setAct] = useState<string | null>(null);
  const [wish, setWish] = useState<SelectionWish>({});
  const close = () => setAct(null);
  const begin = (action: string) => {
    setWish(selection.wish());
    setAct(action);
  };
  const may = useMay(ACTIONS["change-status"]!.permission);
  useKeys([
    {
      key: "s",
      says: "Change the status of what is selected",
      run: () => selection.size > 0 && act === null && may && begin("change-status"),
    },
  ]);
  const began = (bulk: Bulk) => {
    watch(asOperation(bulk));
    close();
    selection.clear(); // it dies when its operation starts
    void client.invalidateQueries({ queryKey: ["cases"], refetchType: "none" });
  };
  return {
    selection,
    actions: list.asksArchived ? [...LIVE, ...ARCHIVED] : LIVE,
    act,
    /** What is selected is kept as it is now, whatever the list shows meanwhile. */
    begin,
    dialog: { wish, says: saysOf(selection), began, close },
  };
}

/** As the tray shows it, until the stream says more. */
function asOperation(bulk: Bulk) {
  return {
    id: bulk.id,
    kind: "bulk",
    title: titleOf(bulk),
    state: "running" as const,
    total: bulk.counts.changed ?? 0,
    done: 0,
    result: null,
    error: null,
    by: null,
    began_at: bulk.at,
    ended_at: null,
  };
}
