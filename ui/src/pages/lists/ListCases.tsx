/** The cases on a list, by any filter and order; each can say why it is there. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { FOLLOW_MS, listCaseCountQuery, listCasesQuery } from "../../api/reads/lists";
import type { CaseList, CaseRow } from "../../api/types";
import { asked, filtersOf } from "../../lib/filters";
import { useCaseTypes, useFields, usePeople } from "../../lib/meta";
import { first, type Search } from "../../lib/search";
import { StatusChip } from "../../ui/Chips";
import { DataGrid } from "../../ui/DataGrid";
import type { Column } from "../../ui/grid/parts";
import { GridSkeleton } from "../../ui/grid/Skeleton";
import { FilterBar } from "../../ui/FilterBar";
import { IconCase, IconSearch } from "../../ui/icons";
import { SearchBox } from "../../ui/SearchBox";
import { Empty, ErrorNote, Failed } from "../../ui/States";
import { chosen, columnsOf, DEFAULT_SORT } from "../cases/columns";
import { WhyDialog } from "./WhyDialog";

/** Names in the address of a list that are no filters. */
const OWN = new Set(["tab", "open", "since", "until"]);
const FEW_PAGES = 3;
const COLUMNS = "name,number,client_name,status,opted_out,type,updated_at";

export function ListCases({ it, search }: { it: CaseList; search: Search }) {
  const [why, setWhy] = useState<CaseRow | null>(null);
  const [adding, setAdding] = useState(false);
  const navigate = useNavigate();
  const fields = useFields();
  const known = { types: useCaseTypes(), people: usePeople() };
  const filters = Object.fromEntries(Object.entries(search).filter(([name]) => !OWN.has(name)));
  const go = (next: Search) =>
    void navigate({ to: "/lists/$id", params: { id: it.id }, search: next, replace: true });
  const sort = first(search.sort) ?? DEFAULT_SORT;
  const question = asked(filters);
  const list = useInfiniteQuery({
    ...listCasesQuery(it.id, question, sort),
    // Cases come and go by themselves; whoever scrolled far is not disturbed.
    refetchInterval: ({ state }) => (state.data?.pages.length ?? 0) <= FEW_PAGES && FOLLOW_MS,
  });
  const total = useQuery({ ...listCaseCountQuery(it.id, question), refetchInterval: FOLLOW_MS }).data;
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.cases) ?? [], [list.data]);
  const columns = useMemo(
    () => [...chosen(columnsOf(fields), COLUMNS), whyColumn(setWhy)],
    [fields],
  );
  const narrowed = filtersOf(filters).length > 0 || Boolean(search.q ?? search.where);
  return (
    <>
      <div className="toolbar" role="search" aria-label="Cases on this list">
        <SearchBox
          label="Search the cases on this list"
          placeholder="Name, client, number, phone…"
          value={first(search.q) ?? ""}
          onSettled={(q) => go({ ...search, q: q || undefined })}
        />
        <FilterBar
          search={filters}
          fields={fields}
          known={known}
          onChange={(next) => go(next)}
          adding={adding}
          setAdding={setAdding}
        />
      </div>
      {list.isError && rows.length > 0 && (
        <ErrorNote what="The cases could not be renewed." error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending ? (
        <GridSkeleton label="Cases on this list" columns={columns} />
      ) : list.isError && !rows.length ? (
        <Failed what="The cases of this list" error={list.error} retry={() => void list.refetch()} />
      ) : rows.length ? (
        <DataGrid
          label="Cases on this list"
          columns={columns}
          rows={rows}
          pages={list}
          total={total}
          sort={sort}
          onSort={(next) => go({ ...search, sort: next })}
          question={`list ${it.id} ${JSON.stringify(question)} ${sort}`}
          card={(row) => <Card row={row} why={setWhy} />}
          open={({ id }) => void navigate({ to: "/cases/$id", params: { id }, search: {} })}
        />
      ) : (
        <Nothing it={it} narrowed={narrowed} />
      )}
      {why && <WhyDialog it={it} row={why} close={() => setWhy(null)} />}
    </>
  );
}

function Card({ row, why }: { row: CaseRow; why: (row: CaseRow) => void }) {
  return (
    <>
      <span className="row">
        <span className="row-name ell">{row.name}</span>
        {row.archived && <span className="badge">Archived</span>}
        <span className="grow" />
        <StatusChip status={row.status} type={row.type} />
      </span>
      <span className="row small dim">
        <span className="ell">{row.client_name ?? row.number}</span>
        <span className="grow" />
        <WhyButton row={row} why={why} />
      </span>
    </>
  );
}

function WhyButton({ row, why }: { row: CaseRow; why: (row: CaseRow) => void }) {
  return (
    <button
      type="button"
      className="link small list-why"
      aria-label={`Why is ${row.name} here?`}
      onClick={(event) => {
        event.stopPropagation();
        why(row);
      }}
    >
      Why here?
    </button>
  );
}

const whyColumn = (why: (row: CaseRow) => void): Column<CaseRow> => ({
  id: "why",
  head: "",
  width: "92px",
  sortable: false,
  right: true,
  cell: (row) => <WhyButton row={row} why={why} />,
});

function Nothing({ it, narrowed }: { it: CaseList; narrowed: boolean }) {
  if (narrowed) {
    return (
      <Empty icon={<IconSearch size={28} />} title="No cases match">
        No case on this list fits the search and the filters.
      </Empty>
    );
  }
  return (
    <Empty icon={<IconCase size={28} />} title="Nobody is on this list">
      {it.kind === "static"
        ? "Add cases here, from a case, or by importing a spreadsheet into this list."
        : "No case fits its filters now. One that does comes in by itself."}
    </Empty>
  );
}
