/** What a change would mean, before it is made: how many cases it touches. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { fieldUseQuery, typeUseQuery } from "../../api/reads/firm";
import type { CaseType, Use } from "../../api/types";
import { count } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { onStream } from "../../lib/stream";

const NONE: Use[] = [];

/** What changes cases in bulk changes what is counted. */
export function useLiveUses(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onStream("operation", ({ kind }) => {
        if (kind !== "bulk") return;
        for (const word of ["case-type", "field"]) void client.invalidateQueries({ queryKey: [word] });
      }),
    [client],
  );
}

export function useTypeUse(id: string) {
  return useQuery({ ...typeUseQuery(id), enabled: useMay("cases.read") });
}

export function useFieldUse(id: string | null) {
  return useQuery({ ...fieldUseQuery(id ?? ""), enabled: useMay("cases.read") && id !== null });
}

export const used = (uses: Use[] | undefined, key: string): Use =>
  uses?.find((each) => each.key === key) ?? { key, cases: 0, archived: 0 };

export const total = (uses: Use[] = NONE): Use =>
  uses.reduce((sum, each) => ({ ...sum, cases: sum.cases + each.cases, archived: sum.archived + each.archived }), {
    key: "",
    cases: 0,
    archived: 0,
  });

/** `12 cases and 3 archived ones`, or `No case`. */
export function many({ cases, archived }: Use): string {
  if (!cases && !archived) return "No case";
  if (!cases) return count(archived, "archived case");
  return archived ? `${count(cases, "case")} and ${count(archived, "archived one")}` : count(cases, "case");
}

/** A box that says what follows; while it is being counted, that. */
export function Impact({ pending, failed, children }: { pending: boolean; failed: boolean; children: ReactNode }) {
  return (
    <div className="impact" aria-busy={pending} role="status">
      {pending && "Counting the cases…"}
      {failed && "The cases could not be counted; the change can be made all the same."}
      {!pending && !failed && children}
    </div>
  );
}

export function TypeImpact({ type, says }: { type: CaseType; says: string }) {
  const query = useTypeUse(type.id);
  return (
    <Impact pending={query.isLoading} failed={query.isError}>
      {many(total(query.data?.statuses))} {says}.
    </Impact>
  );
}
