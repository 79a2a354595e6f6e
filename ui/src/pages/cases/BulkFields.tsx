/** What an act in bulk needs to know beside the cases. */
import { useQuery } from "@tanstack/react-query";
import { allListsQuery } from "../../api/reads/lists";
import { bulkTypesQuery } from "../../api/reads/work";
import type { Statuses } from "../../lib/byType";
import { allStatuses } from "../../lib/caseTypes";
import { useCaseTypes, usePeople } from "../../lib/meta";
import { AreaField, SelectField } from "../../ui/Fields";
import { Loading } from "../../ui/States";
import { ByTypeFields } from "./ByTypeFields";
import type { SelectionWish } from "./selection";

export interface Given {
  status?: string;
  /** In the place of one for all, where several types are selected. */
  statuses?: Statuses;
  person_id?: string;
  list_id?: string;
  reason?: string;
}

const CHOICES: Record<string, Exclude<keyof Given, "statuses">> = {
  "change-status": "status",
  "assign-staff": "person_id",
  "unassign-staff": "person_id",
  "add-to-list": "list_id",
  "remove-from-list": "list_id",
  "archive-case": "reason",
};

const SAYS_WHY = [
  "change-status",
  "add-to-list",
  "remove-from-list",
  "archive-case",
  "restore-case",
];

/** Whether nothing is missing that the act cannot do without. */
export function isWhole(action: string, given: Given): boolean {
  if (given.statuses) return Object.keys(given.statuses).length > 0;
  const needed = CHOICES[action];
  return !needed || Boolean(given[needed]?.trim());
}

/** As the API takes it: what is blank was not said. */
export function changeOf(act: string, { statuses, ...given }: Given): object {
  const said = Object.entries(given as Record<string, string>).map(([k, v]) => [k, v.trim()]);
  const action = statuses ? "change-status-by-type" : act;
  return { action, statuses, ...Object.fromEntries(said.filter(([, value]) => value)) };
}

interface Props {
  action: string;
  of: SelectionWish;
  given: Given;
  onChange: (given: Given) => void;
}

export function BulkFields({ action, of, given, onChange }: Props) {
  const needed = CHOICES[action];
  const set = (patch: Given) => onChange({ ...given, ...patch });
  return (
    <>
      {needed === "status" && (
        <StatusFields of={of} status={given.status ?? ""} set={set} />
      )}
      {needed === "person_id" && (
        <PersonField value={given.person_id ?? ""} onChange={(person_id) => set({ person_id })} />
      )}
      {needed === "list_id" && (
        <ListField value={given.list_id ?? ""} onChange={(list_id) => set({ list_id })} />
      )}
      {SAYS_WHY.includes(action) && (
        <AreaField
          label="Reason"
          hint={needed === "reason" ? undefined : "Optional. It stands in the Activity of each case."}
          required={needed === "reason"}
          rows={2}
          value={given.reason ?? ""}
          onChange={(reason) => set({ reason })}
        />
      )}
    </>
  );
}

interface StatusProps {
  of: SelectionWish;
  status: string;
  set: (patch: Given) => void;
}

/** One for all, unless several types are selected. Where they cannot be counted, one for all too. */
function StatusFields({ of, status, set }: StatusProps) {
  const types = useCaseTypes();
  const { data, isPending } = useQuery(bulkTypesQuery(of));
  if (isPending) return <Loading lines={2} />;
  const kinds = (data ?? []).flatMap(({ type: id, cases }) => {
    const type = types.find((each) => each.id === id);
    return type ? [{ type, cases }] : [];
  });
  if (kinds.length > 1) {
    return <ByTypeFields kinds={kinds} onChange={(statuses) => set({ statuses })} />;
  }
  return <StatusField value={status} onChange={(status) => set({ status })} />;
}

interface ChoiceProps {
  value: string;
  onChange: (value: string) => void;
}

function StatusField(props: ChoiceProps) {
  const statuses = allStatuses(useCaseTypes());
  const options = statuses.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <SelectField
      label="New status"
      hint="A case whose type has no such status is left alone, and counted."
      none="Choose…"
      options={options}
      {...props}
    />
  );
}

function PersonField(props: ChoiceProps) {
  const people = usePeople().filter((each) => each.active);
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  return <SelectField label="Person" none="Choose…" options={options} {...props} />;
}

function ListField(props: ChoiceProps) {
  // One that only follows its condition takes nobody by hand.
  const data = useQuery(allListsQuery).data?.filter((each) => each.kind !== "dynamic");
  const options = (data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const hint = data && !data.length
    ? "There is no list yet that cases can be put on by hand."
    : "A case of another type than the list’s is left alone, and counted.";
  return <SelectField label="List" hint={hint} none="Choose…" options={options} {...props} />;
}
