/** Asking for something that is done to a projection, and showing what comes of it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/client";
import type { Operation } from "../../api/types";
import { watch } from "../../lib/operations";

/** What may be done to a projection, and what of it, where not all of it is meant. */
export interface Deed {
  name: string;
  act: "rebuild" | "pause" | "resume" | "release";
  which?: { subject?: string; error?: string };
}

export function useOperate(done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, act, which }: Deed) =>
      call<Operation>("post", `/v1/projections/${encodeURIComponent(name)}/${act}`, { body: which }),
    onSuccess: (operation) => {
      watch(operation);
      void client.invalidateQueries({ queryKey: ["ledger"] });
      void client.invalidateQueries({ queryKey: ["operations"] });
      done();
    },
  });
}
