/** A case as one looks at it: now, or as it was; and whether it can be changed from here. */
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { caseQuery } from "../../api/reads/cases";
import type { CaseDetail } from "../../api/types";
import { useMay } from "../../lib/meta";

export interface Seen {
  id: string;
  /** As it is shown: in the past, as it was then. */
  detail: CaseDetail;
  /** As it is now. */
  present: CaseDetail;
  past: boolean;
  /** Why nothing can be edited, in a sentence; null when it can. */
  locked: string | null;
}

const PAST = "You are looking at the past. Return to now to edit.";
const ARCHIVED = "This case is archived. Restore it to edit.";

export function useSeen(id: string, asOf: string | undefined) {
  const now = useQuery(caseQuery(id));
  const then = useQuery({
    ...caseQuery(id, asOf),
    enabled: asOf !== undefined,
    // Only the same case: a moment of another one must never stand in.
    placeholderData: (before, query) =>
      query?.queryKey[1] === id ? keepPreviousData(before) : undefined,
  });
  const may = useMay("cases.edit");
  const shown = asOf === undefined ? now : then;
  return { seen: seenOf(id, shown.data, now.data, asOf, may), failed: failed(now, then), busy: shown.isFetching };
}

function seenOf(
  id: string,
  detail: CaseDetail | undefined,
  present: CaseDetail | undefined,
  asOf: string | undefined,
  may: boolean,
): Seen | null {
  if (!detail || !present) return null;
  const past = asOf !== undefined;
  const archived = present.case.archived ? ARCHIVED : null;
  const without = may ? null : "It takes the permission cases.edit to change a case.";
  return { id, detail, present, past, locked: past ? PAST : (archived ?? without) };
}

const failed = (...queries: UseQueryResult[]): UseQueryResult | undefined =>
  queries.find((each) => each.isError && !each.data);
