/** Commands about what the firm has defined: once done, what is shown of it is asked again. */
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { command, newKey } from "../api/client";
import { problemOf } from "../api/problem";
import { toast } from "./toasts";

export interface SettingsAct {
  command: string;
  body: object;
  /** What the toast says when it is done. */
  says?: string;
  version?: number;
  key?: string;
  /** The place of the act says itself what went wrong: no toast does. */
  quiet?: boolean;
}

const DEFINED = ["case-types", "case-type", "fields", "field"];

export function useSettingsAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ command: name, body, version, key = newKey() }: SettingsAct) =>
      command(name, body, { version, key }),
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
