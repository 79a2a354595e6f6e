/** Archiving a list and bringing it back. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { command } from "../../api/client";
import type { CaseList } from "../../api/types";
import { toast } from "../../lib/toasts";

export function useLife(it: CaseList) {
  const client = useQueryClient();
  const [name, done] = it.archived
    ? (["restore-case-list", "Restored"] as const)
    : (["archive-case-list", "Archived"] as const);
  return useMutation({
    mutationFn: () => command(name, { list_id: it.id }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["lists"] });
      toast({ id: "list", message: `${done} ${it.name}` });
    },
    onError: (error) => toast({ id: "list", tone: "danger", title: "Not changed", message: error.message }),
  });
}
