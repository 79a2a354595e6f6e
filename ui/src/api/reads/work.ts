/** What is done to many: imports, and changes in bulk. */
import { queryOptions } from "@tanstack/react-query";
import { call, read } from "../client";
import { causedPosition } from "../position";
import type * as T from "../types";
import { pages } from "./asking";

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: ({ signal }) => read<{ imports: T.Import[] }>("/v1/imports", {}, signal),
  select: (it) => it.imports,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => read<T.Import>(`/v1/imports/${id}`, {}, signal),
  });

export const importPresetsQuery = queryOptions({
  queryKey: ["import-presets"],
  queryFn: ({ signal }) => read<{ presets: T.ImportPreset[] }>("/v1/imports/presets", {}, signal),
  select: (it) => it.presets,
});

export const importRowsQuery = (id: string, outcome?: string) =>
  pages<T.ImportRowPage>(["import", id, "rows", outcome], `/v1/imports/${id}/rows`, { outcome });

export const bulksQuery = queryOptions({
  queryKey: ["bulks"],
  queryFn: ({ signal }) => read<{ bulk: T.Bulk[] }>("/v1/bulk", {}, signal),
  select: (it) => it.bulk,
});

const LOOK_AGAIN_MS = 700;

/** Renewed while it is judged or carried out, also where no stream tells of it. */
export const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: ["bulk", id],
    queryFn: ({ signal }) => read<T.Bulk>(`/v1/bulk/${id}`, {}, signal),
    refetchInterval: ({ state }) =>
      state.data && ["planning", "running"].includes(state.data.state) ? LOOK_AGAIN_MS : false,
  });

/** How many cases of each type are selected, counted once: what is frozen afterwards counts. */
export const bulkTypesQuery = (selection: object) =>
  queryOptions({
    queryKey: ["bulk-types", selection],
    queryFn: ({ signal }) =>
      call<{ types: T.TypeCases[] }>("post", "/v1/bulk/types", {
        query: { min_position: causedPosition() || undefined },
        body: selection,
        signal,
      }),
    select: (it) => it.types,
    staleTime: Infinity,
    gcTime: 0,
  });

export const bulkItemsQuery = (id: string, outcome?: string) =>
  pages<T.BulkItemPage>(["bulk", id, "items", outcome], `/v1/bulk/${id}/items`, { outcome });
