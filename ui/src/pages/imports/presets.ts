/** The settings of imports that the firm keeps under names. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, command } from "../../api/client";
import { sawOwnWrite } from "../../api/position";
import { importPresetsQuery } from "../../api/reads/work";
import type { Import, ImportPreset, Receipt } from "../../api/types";
import { toast } from "../../lib/toasts";

const NONE: ImportPreset[] = [];

export const usePresets = (kind?: string): ImportPreset[] =>
  (useQuery(importPresetsQuery).data ?? NONE).filter((each) => !kind || each.kind === kind);

/** The first one whose columns are all in the file. */
export function fitting(presets: ImportPreset[], { columns }: Import): ImportPreset | undefined {
  const there = new Set(columns.map((each) => each.header));
  return presets.find(({ headers }) => headers.length && headers.every((each) => there.has(each)));
}

export function useSavePreset(id: string, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => call<Receipt>("post", `/v1/imports/${id}/preset`, { body: { name } }),
    onSuccess: async ({ position }, name) => {
      if (position !== null) sawOwnWrite(position);
      await client.invalidateQueries(importPresetsQuery);
      toast({ id: "preset", message: `Saved the settings as ${name.trim()}` });
      done();
    },
  });
}

export function useRemovePreset() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: ImportPreset) => command("remove-import-preset", { preset_id: id }),
    onSuccess: async (_, { name }) => {
      await client.invalidateQueries(importPresetsQuery);
      toast({ id: "preset", message: `Removed ${name}` });
    },
  });
}
