/** One import and what is asked of it. What is chosen shows at once, and is saved in turn. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/client";
import { importQuery } from "../../api/reads/work";
import type { Import } from "../../api/types";
import { isBusy, wishOf } from "../../lib/imports";

const LOOK_AGAIN_MS = 700;

export function useImport(id: string) {
  return useQuery({
    ...importQuery(id),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? LOOK_AGAIN_MS : false),
  });
}

/** Changes the mapping or the options; the server answers with what follows from it. */
export function useWish(id: string) {
  const client = useQueryClient();
  const { queryKey } = importQuery(id);
  const key = ["import", id, "wish"];
  return useMutation({
    mutationKey: key,
    scope: { id: `import-${id}` }, // one after another: the later wish holds
    mutationFn: ({ columns, options }: Import) =>
      call<Import>("put", `/v1/imports/${id}/mapping`, {
        body: { columns: columns.map(wishOf), options },
      }),
    onMutate: (wished) => client.setQueryData(queryKey, wished),
    onSuccess: (answered) => {
      // An earlier answer must not take back what was chosen after it was asked.
      if (client.isMutating({ mutationKey: key }) === 1) client.setQueryData(queryKey, answered);
    },
    onError: () => client.invalidateQueries({ queryKey }),
  });
}

/** How to read a file, where what was found is not what it is. */
export interface Reading {
  sheet?: string;
  header_row?: number;
  delimiter?: string;
  encoding?: string;
}

/** Takes the file in another way, read so or by a preset: its columns are suggested anew. */
export function useReading(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ options, read }: { options: Import["options"]; read?: Reading }) =>
      call<Import>("put", `/v1/imports/${id}/mapping`, { body: { options, read } }),
    onSuccess: (answered) => client.setQueryData(importQuery(id).queryKey, answered),
  });
}

export type Act = "dry-run" | "run" | "stop";

export function useImportAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) => call<Import>("post", `/v1/imports/${id}/${act}`),
    onSuccess: (answered, act) => {
      client.setQueryData(importQuery(id).queryKey, answered);
      void client.invalidateQueries({ queryKey: ["import", id, "rows"] });
      void client.invalidateQueries({ queryKey: ["imports"] });
      if (act === "run") void client.invalidateQueries({ queryKey: ["cases"], refetchType: "none" });
    },
  });
}
