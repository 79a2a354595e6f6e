/** The distinct values of a type, status or select column: what each stands for. */
import type { CaseType, Field, Import, ImportColumn } from "../../api/types";
import { count } from "../../lib/format";
import { allStatuses } from "../../lib/caseTypes";
import { useCaseTypes, useFields } from "../../lib/meta";
import { ROLES } from "../../lib/roles";

interface Props {
  it: Import;
  column: ImportColumn;
  change: (column: ImportColumn) => void;
}

/** As a choice: make one of this name. */
const NEW = "+new";

interface Choice {
  key: string;
  label: string;
}

export function ChoicesTable({ it, column, change }: Props) {
  const choices = useChoices(it, column);
  const creates = CREATED.some((each) => each === column.target) || isCustom(column);
  const set = (value: string, target: string | null) =>
    change({
      ...column,
      choices: column.choices.map((each) => (each.value === value ? { ...each, target } : each)),
    });
  return (
    <ul className="choices">
      {column.choices.map(({ value, count: rows, target }) => (
        <li key={value}>
          <span className="grow ell" title={value}>
            {value} <span className="dim small">{count(rows, "row")}</span>
          </span>
          <select
            className="input"
            aria-label={`“${value}” stands for`}
            value={target ?? ""}
            onChange={(event) => set(value, event.target.value || null)}
          >
            <option value="">Left out, with a warning</option>
            {creates && <option value={NEW}>Create “{value}”</option>}
            {choices.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </li>
      ))}
    </ul>
  );
}

const CREATED = ["case.type", "case.status"];

const isCustom = ({ target }: ImportColumn): boolean =>
  target !== null && /^(case\.x_|new\.)/.test(target);

function useChoices(it: Import, column: ImportColumn): Choice[] {
  const types = useCaseTypes();
  const fields = useFields();
  switch (column.target) {
    case "case.type":
      return types.map(({ id, name }) => ({ key: id, label: name }));
    case "case.status":
      return statusesOf(it, types).map(({ key, name }) => ({ key, label: name }));
    default:
      return column.target?.endsWith(".role") ? ROLES : optionsOf(column, fields);
  }
}

/** Of the type of all rows, else of every type. */
function statusesOf({ options }: Import, types: CaseType[]) {
  const one = types.find((each) => [each.id, each.name, each.code].includes(options.type ?? ""));
  return one ? one.statuses : allStatuses(types);
}

function optionsOf({ target }: ImportColumn, fields: Field[]): Choice[] {
  const name = target?.split(".")[1];
  const options = fields.find((each) => each.key === name)?.options ?? [];
  return options.filter((each) => !each.retired);
}
