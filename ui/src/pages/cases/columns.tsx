/** The columns of the list: every fact is one; a few are shown in their own way. */
import { Link } from "@tanstack/react-router";
import type { CaseRow, Field, Plain } from "../../api/types";
import { ago, day, exact, NOTHING, phone } from "../../lib/format";
import { isRight, written } from "../../lib/kinds";
import { useCaseType } from "../../lib/meta";
import type { Column as GridColumn } from "../../ui/grid/parts";
import { OboBadge, OptOutTags, StatusChip, WhoIs } from "../../ui/Chips";
import { useThenSearch } from "../../lib/then";
import { Marked } from "../../ui/Marked";
import { StatusCell } from "./StatusCell";

export const DEFAULT_SORT = "-updated_at";

type Column = GridColumn<CaseRow>;

type Own = Partial<Pick<Column, "head" | "width" | "right" | "sortable">> & Pick<Column, "cell">;

const OWN: Record<string, Own> = {
  name: {
    head: "Case",
    width: "minmax(216px, 2fr)",
    cell: (row) => (
      <span className="row">
        <CaseLink row={row} />
        {row.is_obo && <OboBadge representative={row.representative} />}
        {row.archived && <span className="badge">Archived</span>}
      </span>
    ),
  },
  number: {
    head: "Number",
    width: "118px",
    cell: (row) => (
      <span className="mono dim ell">
        <Marked text={row.number} />
      </span>
    ),
  },
  client_name: {
    head: "Client",
    width: "minmax(124px, 1fr)",
    cell: (row) => <Text value={row.client_name} />,
  },
  status: { width: "184px", cell: (row) => <StatusCell row={row} /> },
  opted_out: {
    head: "Opted out",
    width: "134px",
    cell: (row) => <OptOutTags channels={row.opted_out} />,
  },
  unreachable: { width: "160px", cell: (row) => <Text value={row.unreachable.join(", ")} /> },
  lead: { width: "minmax(138px, 1fr)", cell: (row) => <WhoIs id={row.lead} /> },
  staff: {
    width: "minmax(110px, 1fr)",
    cell: (row) => (
      <span className="row" style={{ gap: 2 }}>
        {row.staff.length
          ? row.staff.map((id) => <WhoIs key={id} id={id} short={row.staff.length > 1} />)
          : NOTHING}
      </span>
    ),
  },
  type: { head: "Case type", width: "minmax(128px, 1fr)", cell: (row) => <TypeName id={row.type} /> },
  updated_at: {
    head: "Updated",
    width: "104px",
    right: true,
    cell: (row) => <Moment at={row.updated_at} />,
  },
  opened_at: { head: "Opened", width: "104px", right: true, cell: (row) => <Moment at={row.opened_at} /> },
  external_source_data: {
    width: "180px",
    cell: (row) => <Text value={Object.values(row.external_source_data ?? {}).join(", ")} />,
  },
};

/** The two lines of a case where the list is narrow. */
export function CaseCard({ row }: { row: CaseRow }) {
  return (
    <>
      <span className="row">
        <CaseLink row={row} />
        {row.is_obo && <OboBadge representative={row.representative} />}
        <span className="grow" />
        <StatusChip status={row.status} type={row.type} />
      </span>
      <span className="row small dim">
        <span className="ell">
          <Marked text={row.client_name ?? row.number} />
        </span>
        <span className="grow" />
        {row.opted_out.length > 0 && <OptOutTags channels={row.opted_out} />}
      </span>
    </>
  );
}

function CaseLink({ row }: { row: CaseRow }) {
  return (
    <Link to="/cases/$id" params={{ id: row.id }} search={useThenSearch()} className="row-name ell">
      <Marked text={row.name} />
    </Link>
  );
}

function Text({ value }: { value: string | null }) {
  if (!value) return <span className="dim">{NOTHING}</span>;
  return (
    <span className="ell">
      <Marked text={value} />
    </span>
  );
}

function Moment({ at }: { at: string }) {
  return (
    <time className="num dim" dateTime={at} title={exact(at)}>
      {ago(at)}
    </time>
  );
}

function TypeName({ id }: { id: string }) {
  return <span className="ell dim">{useCaseType(id)?.name ?? "…"}</span>;
}

/** The value of any fact on a row, custom ones among them. */
export function factOf(row: CaseRow, key: string): Plain {
  if (key in row.custom) return row.custom[key] ?? null;
  return ((row as unknown as Record<string, Plain>)[key] ?? null) as Plain;
}

function valueCell(field: Field) {
  return (row: CaseRow) => {
    const text = valueText(factOf(row, field.key), field);
    const dim = text === NOTHING ? " dim" : "";
    return (
      <span className={`ell num${dim}`}>
        {field.searchable ? <Marked text={text} /> : text}
      </span>
    );
  };
}

function valueText(value: Plain, field: Field): string {
  if (value != null && field.kind === "date") return day(String(value));
  if (value != null && field.kind === "phone") return phone(String(value));
  return written(value, field);
}

/** What a row has: a contact is only an id there, and facts of its clients are not on it. */
function isOnRow({ kind, group }: Field): boolean {
  return kind !== "contact" && group !== "Clients";
}

export function columnsOf(fields: Field[]): Column[] {
  const shown = fields.filter(isOnRow);
  return shown.map((field) => ({
    id: field.key,
    head: field.label,
    width: isRight(field.kind) || field.kind === "date" ? "112px" : "minmax(132px, 1fr)",
    sortable: field.sortable,
    right: isRight(field.kind) || field.kind === "date",
    cell: valueCell(field),
    ...OWN[field.key],
  }));
}

const DEFAULT = [
  "name",
  "number",
  "client_name",
  "status",
  "opted_out",
  "lead",
  "type",
  "updated_at",
];

export const isDefault = (ids: string[]): boolean => ids.join() === DEFAULT.join();

/** The columns that the address names, in its order; the usual ones when it names none. */
export function chosen(all: Column[], cols: string | undefined): Column[] {
  const ids = cols?.split(",") ?? DEFAULT;
  return ids.flatMap((id) => all.find((each) => each.id === id) ?? []);
}
