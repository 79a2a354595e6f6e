/** The facts of a case as its page shows and changes them: built-in ones and those of its type. */
import type { CaseDetail, CaseRow, Field, Option, Plain } from "../api/types";

/** How the name of every custom fact begins. */
const CUSTOM = "x_";

export const isCustom = (key: string): boolean => key.startsWith(CUSTOM);

/** What a field shows; the name of a case is the one it was given, not the derived one. */
export function valueOf(row: CaseRow, key: string): Plain {
  if (isCustom(key)) return row.custom[key] ?? null;
  if (key === "name") return row.own_name;
  return (row[key as keyof CaseRow] as Plain | undefined) ?? null;
}

/** What the row looks like when facts are changed. A name taken away is derived by the server. */
export function patchOf(row: CaseRow, changes: Record<string, Plain>): Partial<CaseRow> {
  const patch: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(changes)) {
    if (isCustom(key)) patch.custom = { ...row.custom, ...(patch.custom ?? {}), [key]: value };
    else if (key === "name") Object.assign(patch, { own_name: value }, value ? { name: value } : {});
    else patch[key] = value;
  }
  return patch as Partial<CaseRow>;
}

export interface ShownField {
  key: string;
  label: string;
  kind: string;
  options: Option[];
  currency: string | null;
  required: boolean;
}

export interface Group {
  title: string;
  fields: ShownField[];
}

/** Facts that have a place of their own on the page, or are told by others. */
const PLACED = new Set(["name", "type", "status", "description", "external_source_data"]);

/** Groups of the built-in facts that can be edited, in the order in which the firm declares them. */
export function builtInGroups(fields: Field[], row: CaseRow): Group[] {
  const shown = fields.filter(
    (each) => each.built_in && each.editable && each.key in row && !PLACED.has(each.key),
  );
  return grouped(shown.map((each) => ({ ...each, required: false })), (each) => each.group);
}

/** The fields of the case's type, by their group; without one, under the type's name. */
export const customGroups = ({ fields }: CaseDetail, typeName: string): Group[] =>
  grouped(fields, (each) => each.group ?? `${typeName} fields`);

function grouped<F extends ShownField>(fields: F[], titleOf: (field: F) => string): Group[] {
  const groups = new Map<string, F[]>();
  for (const field of fields) {
    const title = titleOf(field);
    groups.set(title, [...(groups.get(title) ?? []), field]);
  }
  return [...groups].map(([title, each]) => ({ title, fields: each }));
}
