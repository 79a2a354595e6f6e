/** What a change in bulk did, in words: “Change status to Settled”. */
import type { Bulk, Plain } from "../../api/types";
import { labelOf } from "../../lib/bulk";
import { allStatuses } from "../../lib/caseTypes";
import { useCaseTypes, usePeople } from "../../lib/meta";

export function useTitles(): (bulk: Pick<Bulk, "action" | "given">) => string {
  const statuses = allStatuses(useCaseTypes());
  const people = usePeople();
  return ({ action, given }) => {
    const { status, statuses: byType, person_id } = given as Record<string, Plain>;
    const named = statuses.find((each) => each.key === status)?.name ?? status;
    const person = people.find((each) => each.id === person_id)?.name;
    return [labelOf(action), named && !byType && `to ${String(named)}`, person].filter(Boolean).join(" ");
  };
}
