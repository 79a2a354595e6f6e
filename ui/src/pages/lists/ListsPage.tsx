/** The lists of cases: what each is for, and how many cases are on it. */
import "../../styles/lists.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { listsQuery } from "../../api/reads/lists";
import type { CaseList } from "../../api/types";
import { ago, count, exact, int, NOTHING } from "../../lib/format";
import { useCaseType } from "../../lib/meta";
import { first, type Search } from "../../lib/search";
import { Tick } from "../../ui/Fields";
import { IconList, IconPlus, IconSearch } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { More } from "../../ui/More";
import { SearchBox } from "../../ui/SearchBox";
import { Empty, ErrorNote, Failed, Loading, Stale } from "../../ui/States";
import { Table } from "../../ui/Table";
import { TopOfPage } from "../../ui/TopOfPage";
import { KINDS, kindTitle } from "./words";

const ListDialog = lazy(() => import("./ListDialog"));

export function ListsPage() {
  const search: Search = useSearch({ from: "/frame/lists" });
  const navigate = useNavigate();
  const set = (patch: Search) =>
    void navigate({ to: "/lists", search: { ...search, ...patch }, replace: true });
  const asked = {
    q: first(search.q),
    kind: first(search.kind),
    hide_empty: first(search.hide_empty),
    archived: first(search.archived),
  };
  const query = useInfiniteQuery(listsQuery(asked));
  const lists = query.data?.pages.flatMap((page) => page.lists) ?? [];
  const begin = () => set({ new: "list" });
  return (
    <>
      <TopOfPage
        title="Lists"
        beside={<Beside lists={lists} more={query.hasNextPage} stale={isStale(query.data)} />}
        actions={<NewList begin={begin} />}
      />
      <Toolbar asked={asked} set={set} />
      <Body query={query} lists={lists} narrowed={Object.values(asked).some(Boolean)} begin={begin} />
      {first(search.new) === "list" && (
        <Suspense>
          <ListDialog close={() => set({ new: undefined })} />
        </Suspense>
      )}
    </>
  );
}

const isStale = (data: { pages: { stale: boolean }[] } | undefined): boolean =>
  data?.pages.some((page) => page.stale) ?? false;

function Beside({ lists, more, stale }: { lists: CaseList[]; more: boolean; stale: boolean }) {
  return (
    <>
      <span className="num dim" role="status">
        {more ? `${int(lists.length)}+ lists` : count(lists.length, "list")}
      </span>
      <Stale when={stale} />
    </>
  );
}

function NewList({ begin }: { begin: () => void }) {
  return (
    <MayButton permission="lists.edit" className="button main" onClick={begin}>
      <IconPlus size={15} />
      New list
    </MayButton>
  );
}

interface Asked {
  q?: string;
  kind?: string;
  hide_empty?: string;
  archived?: string;
}

function Toolbar({ asked, set }: { asked: Asked; set: (patch: Search) => void }) {
  return (
    <div className="toolbar" role="search" aria-label="Lists">
      <SearchBox
        label="Search lists"
        placeholder="Name or external ID…"
        value={asked.q ?? ""}
        onSettled={(q) => set({ q: q || undefined })}
      />
      <select
        className="input lists-kind"
        aria-label="Kind of list"
        value={asked.kind ?? ""}
        onChange={(event) => set({ kind: event.target.value || undefined })}
      >
        <option value="">All kinds</option>
        {KINDS.map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
      <Tick
        label="Hide empty"
        checked={asked.hide_empty === "true"}
        onChange={(on) => set({ hide_empty: on ? "true" : undefined })}
      />
      <Tick
        label="Archived"
        checked={asked.archived === "true"}
        onChange={(on) => set({ archived: on ? "true" : undefined })}
      />
    </div>
  );
}

interface BodyProps {
  query: ReturnType<typeof useInfiniteQuery>;
  lists: CaseList[];
  narrowed: boolean;
  begin: () => void;
}

function Body({ query, lists, narrowed, begin }: BodyProps) {
  const again = () => void query.refetch();
  if (query.isPending) {
    return (
      <div className="page">
        <div className="page-in">
          <Loading label="Loading lists" lines={8} />
        </div>
      </div>
    );
  }
  if (query.isError && !lists.length) return <Failed what="The lists" error={query.error} retry={again} />;
  return (
    <div className="page" aria-busy={query.isFetching}>
      {query.isError && <ErrorNote what="The lists could not be renewed." error={query.error} retry={again} />}
      {lists.length ? <Rows lists={lists} /> : <Nothing narrowed={narrowed} begin={begin} />}
      <More query={query} className="lists-more">Show more</More>
    </div>
  );
}

function Nothing({ narrowed, begin }: { narrowed: boolean; begin: () => void }) {
  if (narrowed) {
    return (
      <Empty icon={<IconSearch size={28} />} title="No lists match">
        Nothing is called that, or it is of another kind. Archived lists are shown only when asked for.
      </Empty>
    );
  }
  return (
    <Empty icon={<IconList size={28} />} title="No lists yet" action={<NewList begin={begin} />}>
      A list holds cases for a campaign, for bulk work or for a report: those that you pick, or those
      that fit filters, kept up by itself.
    </Empty>
  );
}

const HEADINGS = ["Name", "Kind", "Case type", { right: "Cases" }, "Created by", { right: "Updated" }];

function Rows({ lists }: { lists: CaseList[] }) {
  return (
    <Table name="Lists" className="lists-table" headings={HEADINGS}>
      {lists.map((each) => (
        <Row key={each.id} it={each} />
      ))}
    </Table>
  );
}

function Row({ it }: { it: CaseList }) {
  const type = useCaseType(it.type);
  return (
    <tr>
      <th scope="row">
        <span className="row">
          <Link className="row-name ell" to="/lists/$id" params={{ id: it.id }} search={{}} title={it.name}>
            {it.name}
          </Link>
          {it.is_obo && <span className="badge">OBO</span>}
          {it.archived && <span className="badge">Archived</span>}
        </span>
        {it.description && (
          <span className="dim small ell lists-about" title={it.description}>
            {it.description}
          </span>
        )}
      </th>
      <td>
        <KindTag kind={it.kind} />
      </td>
      <td className="dim">{it.type ? (type?.name ?? "…") : "Any"}</td>
      <td className="right num">{int(it.case_count)}</td>
      <td>{it.created_by.name || NOTHING}</td>
      <td className="right num dim">
        <time dateTime={it.updated_at} title={exact(it.updated_at)}>
          {ago(it.updated_at)}
        </time>
      </td>
    </tr>
  );
}

export function KindTag({ kind }: { kind: string }) {
  return <span className={`verdict kind-tag ${kind}`}>{kindTitle(kind)}</span>;
}
