/** Changes of a case from its page: each is a command with its patch and its way back. */
import { useMutationState, type Mutation, type QueryClient } from "@tanstack/react-query";
import type { CaseRow, Person, Plain, Status } from "../../api/types";
import { patchOf, valueOf } from "../../lib/caseFacts";
import { useCaseEdit, type CaseEdit, type Step } from "../../lib/edit";

const revise = (row: CaseRow, changes: Record<string, Plain>): Step => ({
  command: "revise-case-details",
  body: { changes },
  patch: patchOf(row, changes),
});

/** Saves facts over a version; throws, for the field says itself what went wrong. */
export function useFactSave(row: CaseRow) {
  const edit = useCaseEdit();
  return (label: string, changes: Record<string, Plain>, version: number) => {
    const before = Object.fromEntries(Object.keys(changes).map((key) => [key, valueOf(row, key)]));
    return edit.mutateAsync({
      ...revise(row, changes),
      row: { ...row, version },
      says: `${label} saved`,
      undo: revise(row, before),
      quiet: true,
    });
  };
}

/** Changes made by a menu: they are shown at once, and a toast tells the rest. */
export function useCaseActs(row: CaseRow) {
  const { mutate } = useCaseEdit();
  /** `from`: the way back; null where its type does not allow it. */
  const toStatus = (status: Status, from: string | null): void =>
    mutate({
      ...statusStep(status.key),
      row,
      says: `${row.name} → ${status.name}`,
      undo: from === null ? undefined : statusStep(from),
    });

  const toLead = (person: Person | null): void => {
    if ((person?.id ?? null) === row.lead) return;
    const step = person ? leadStep(row, person.id) : offStep(row, row.lead);
    const back = row.lead ? leadStep(row, row.lead) : offStep(row, person?.id ?? null);
    if (!step) return;
    const says = person ? `Assigned to ${person.name}` : "Unassigned";
    mutate({ ...step, row, says, undo: back ?? undefined });
  };

  const toStaff = (person: Person, on: boolean): void => {
    const [step, back] = on
      ? [staffStep(row, person.id), offStep(row, person.id)]
      : [offStep(row, person.id), staffStep(row, person.id)];
    const says = on ? `${person.name} works on this case` : `${person.name} no longer works on it`;
    if (step) mutate({ ...step, row, says, undo: back ?? undefined });
  };

  return { toStatus, toLead, toStaff, act: mutate };
}

const statusStep = (status: string): Step => ({
  command: "change-status",
  body: { status },
  patch: { status },
});

const leadStep = (row: CaseRow, person: string): Step => ({
  command: "assign-staff",
  body: { person_id: person, lead: true },
  patch: { lead: person, staff: [...new Set([...row.staff, person])] },
});

const staffStep = (row: CaseRow, person: string): Step => ({
  command: "assign-staff",
  body: { person_id: person },
  patch: { staff: [...new Set([...row.staff, person])], lead: row.lead ?? person },
});

function offStep(row: CaseRow, person: string | null): Step | null {
  if (!person) return null;
  const staff = row.staff.filter((each) => each !== person);
  const lead = row.lead === person ? (staff[0] ?? null) : row.lead;
  return { command: "unassign-staff", body: { person_id: person }, patch: { staff, lead } };
}

export interface SaveState {
  says: string;
  /** The last change, when it was not saved and may be tried again. */
  failed: boolean;
}

const isOf =
  (id: string) =>
  ({ state }: Mutation): boolean =>
    (state.variables as CaseEdit | undefined)?.row?.id === id;

/** A change that was not saved and is given up: the header speaks of it no longer. */
export function forgetFailed(client: QueryClient, id: string): void {
  const mutations = client.getMutationCache();
  for (const failed of mutations.findAll({ status: "error", predicate: isOf(id) })) {
    mutations.remove(failed);
  }
}

/** What the header says of the saves of this case. */
export function useSaveState(id: string): SaveState {
  const states = useMutationState({
    filters: { predicate: isOf(id) },
    select: ({ state }) => ({ status: state.status, at: state.submittedAt }),
  });
  if (states.some((each) => each.status === "pending")) return { says: "Saving…", failed: false };
  const last = states.toSorted((a, b) => a.at - b.at).at(-1);
  if (last?.status === "error") return { says: "Not saved", failed: true };
  return { says: "All changes saved", failed: false };
}
