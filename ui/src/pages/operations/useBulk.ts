/** One change in bulk, renewed while it goes on, and what is asked of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/client";
import { bulkQuery } from "../../api/reads/work";
import type { Bulk } from "../../api/types";

export const useBulk = (id: string) => useQuery(bulkQuery(id));

export function useBulkAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: "run" | "stop") => call<Bulk>("post", `/v1/bulk/${id}/${act}`),
    onSuccess: (bulk) => {
      client.setQueryData(bulkQuery(id).queryKey, bulk);
      void client.invalidateQueries({ queryKey: ["bulks"] });
    },
  });
}
