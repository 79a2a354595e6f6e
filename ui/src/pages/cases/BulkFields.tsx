/** What an act in bulk needs to know beside the cases. */
import { useQuery } from "@tanstack/react-query";
import { allListsQuery } from "../../api/reads/lists";
import { allStatuses } from "../../lib/caseTypes";
import { useCaseTypes, usePeople } from "../../lib/meta";
import { AreaField, SelectField } from "../../ui/Fields";

export interface Given {
  status?: string;
  person_id?: string;
  list_id?: string;
  reason?: string;
}

const CHOICES: Record<string, keyof Given> = {
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
  const needed = CHOICES[action];
  return !needed || Boolean(given[needed]?.trim());
}

/** As the command takes it: what is blank was not said. */
export function bodyOf(given: Given): object {
  const said = Object.entries(given as Record<string, string>).map(([k, v]) => [k, v.trim()]);
  return Object.fromEntries(said.filter(([, value]) => value));
}

interface Props {
  action: string;
  given: Given;
  onChange: (given: Given) => void;
}

export function BulkFields({ action, given, onChange }: Props) {
  const needed = CHOICES[action];
  const set = (patch: Given) => onChange({ ...given, ...patch });
  return (
    <>
      {needed === "status" && <StatusField value={given.status ?? ""} onChange={(status) => set({ status })} />}
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
