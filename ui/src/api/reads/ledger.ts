/** The ledger, and what goes on behind it. */
import { queryOptions } from "@tanstack/react-query";
import { read } from "../client";
import type * as T from "../types";

export const ledgerQuery = queryOptions({
  queryKey: ["ledger"],
  queryFn: ({ signal }) => read<T.LedgerState>("/v1/ledger", {}, signal),
});

export const operationsQuery = queryOptions({
  queryKey: ["operations"],
  queryFn: ({ signal }) => read<{ operations: T.Operation[] }>("/v1/operations", {}, signal),
  select: (it) => it.operations,
});
