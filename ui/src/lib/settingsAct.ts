/** Commands about what the firm has defined: shown at once where that is sure, then asked again. */
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { command, newKey } from "../api/client";
import { caseTypesQuery } from "../api/reads";
import { problemOf } from "../api/problem";
import type { CaseType } from "../api/types";
import { toast } from "./toasts";

export interface SettingsAct {
  command: string;
  body: object;
  /** What the toast says when it is done. */
  says?: string;
  version?: number;
  key?: string;
  /** What the types look like afterwards. */
  patch?: (type: CaseType) => CaseType;
  /** The place of the act says itself what went wrong: no toast does. */
  quiet?: boolean;
}

const DEFINED = ["case-types", "case-type", "fields", "field"];

export function useSettingsAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ command: name, body, version, key = newKey() }: SettingsAct) =>
      command(name, body, { version, key }),
    onMutate: ({ patch }) => patch && patchTypes(client, patch),
    onSuccess: async (_, { says }) => {
      if (says) toast({ id: "settings", message: says });
      await renewed(client);
    },
    onError: async (error, { quiet }) => {
      const stale = problemOf(error)?.status === 412;
      if (!quiet) {
        toast({ id: "settings", tone: "danger", stays: true, title: "Not saved", message: error.message });
      }
      if (stale || !quiet) await renewed(client);
    },
  });
}

export const renewed = (client: QueryClient) =>
  Promise.all(DEFINED.map((word) => client.invalidateQueries({ queryKey: [word] })));

function patchTypes(client: QueryClient, patch: (type: CaseType) => CaseType): void {
  client.setQueryData<{ case_types: CaseType[] }>(caseTypesQuery.queryKey, (known) =>
    known && { ...known, case_types: known.case_types.map(patch) },
  );
}
