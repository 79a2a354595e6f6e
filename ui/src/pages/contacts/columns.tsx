/** The columns of the list of contacts. */
import { Link } from "@tanstack/react-router";
import type { ContactRow } from "../../api/types";
import { ago, day, exact, int, NOTHING, phone } from "../../lib/format";
import { OptOutTags } from "../../ui/Chips";
import type { Column } from "../../ui/grid/parts";

export const DEFAULT_SORT = "name";

export const COLUMNS: Column<ContactRow>[] = [
  {
    id: "name",
    head: "Name",
    width: "minmax(200px, 2fr)",
    sortable: true,
    right: false,
    cell: (row) => (
      <span className="row">
        <ContactLink row={row} />
        {row.kind === "business" && <span className="badge">Business</span>}
      </span>
    ),
  },
  {
    id: "primary_phone",
    head: "Phone",
    width: "minmax(140px, 1fr)",
    sortable: false,
    right: false,
    cell: (row) => <Text value={row.primary_phone && phone(row.primary_phone)} />,
  },
  {
    id: "primary_email",
    head: "E-mail",
    width: "minmax(200px, 2fr)",
    sortable: false,
    right: false,
    cell: (row) => <Text value={row.primary_email} />,
  },
  {
    id: "opted_out",
    head: "Opted out",
    width: "134px",
    sortable: false,
    right: false,
    cell: (row) => <OptOutTags channels={row.opted_out} />,
  },
  {
    id: "city",
    head: "City",
    width: "minmax(110px, 1fr)",
    sortable: true,
    right: false,
    cell: (row) => <Text value={[row.city, row.state].filter(Boolean).join(", ")} />,
  },
  {
    id: "date_of_birth",
    head: "Born",
    width: "112px",
    sortable: true,
    right: true,
    cell: (row) => <Text value={row.date_of_birth && day(row.date_of_birth)} />,
  },
  {
    id: "cases",
    head: "Cases",
    width: "72px",
    sortable: true,
    right: true,
    cell: (row) => <Text value={row.cases ? int(row.cases) : null} />,
  },
  {
    id: "updated_at",
    head: "Updated",
    width: "104px",
    sortable: true,
    right: true,
    cell: (row) => (
      <time className="num dim" dateTime={row.updated_at} title={exact(row.updated_at)}>
        {ago(row.updated_at)}
      </time>
    ),
  },
];

function ContactLink({ row }: { row: ContactRow }) {
  return (
    <Link to="/contacts/$id" params={{ id: row.id }} className="row-name ell">
      {row.name}
    </Link>
  );
}

function Text({ value }: { value: string | null | undefined }) {
  return value ? (
    <span className="ell num">{value}</span>
  ) : (
    <span className="dim">{NOTHING}</span>
  );
}

export function ContactCard({ row }: { row: ContactRow }) {
  const reach = (row.primary_phone && phone(row.primary_phone)) ?? row.primary_email ?? NOTHING;
  return (
    <>
      <span className="row">
        <ContactLink row={row} />
        <span className="grow" />
        {row.kind === "business" && <span className="badge">Business</span>}
      </span>
      <span className="row small dim">
        <span className="ell num">{reach}</span>
        <span className="grow" />
        {row.opted_out.length > 0 && <OptOutTags channels={row.opted_out} />}
      </span>
    </>
  );
}
