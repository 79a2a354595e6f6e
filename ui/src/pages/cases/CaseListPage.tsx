/** The list of cases: search, filters, columns and rows, all of it in the address bar. */
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { count, int } from "../../lib/format";
import { useKeys } from "../../lib/hotkeys";
import { useCards } from "../../lib/media";
import { useCaseTypes, usePeople } from "../../lib/meta";
import { asked } from "../../lib/filters";
import { first, type Search } from "../../lib/search";
import { Then, useThenSearch } from "../../lib/then";
import { ALL } from "../../lib/views";
import { ColumnChooser } from "../../ui/ColumnChooser";
import { DataGrid } from "../../ui/DataGrid";
import { GridSkeleton } from "../../ui/grid/Skeleton";
import { FilterBar } from "../../ui/FilterBar";
import { IconCase, IconDensity, IconDownload, IconImport, IconPlus, IconSearch, IconView } from "../../ui/icons";
import { SoughtWords } from "../../ui/Marked";
import { MayButton } from "../../ui/MayButton";
import { SearchBox } from "../../ui/SearchBox";
import { Degraded, Empty, ErrorNote, Failed, Stale } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { AsOfButton } from "./AsOfButton";
import { CaseCard, isDefault } from "./columns";
import { useSeen } from "./seenPast";
import { SelectAllNote } from "./SelectAllNote";
import { Doubts, ViewBar } from "./ViewBar";
import { useBulkActs } from "./useBulkActs";
import { useCaseList, type CaseList } from "./useCaseList";

const NewCaseDialog = lazy(() => import("./NewCaseDialog"));
const ExportDialog = lazy(() => import("./ExportDialog"));
const BulkBar = lazy(() => import("./BulkBar"));
const BulkDialog = lazy(() => import("./BulkDialog"));
const Similar = lazy(() => import("./Similar"));
const past = () => import("./PastInPlace");
const PastInPlace = lazy(past);
const PastBanner = lazy(async () => ({ default: (await past()).PastBanner }));
const ListDialog = lazy(() => import("../lists/ListDialog"));

export function CaseListPage() {
  const list = useCaseList();
  const { search, set } = list;
  const words = useRef<HTMLInputElement>(null);
  const [adding, setAdding] = useState(false);
  const [exporting, setExporting] = useState(false);
  useSeen(list.past?.data);
  const newCase = () => !list.asOf && set({ new: "case" });

  const actions = (
    <Actions
      newCase={list.asOf ? undefined : newCase}
      exportAll={() => setExporting(true)}
      any={list.rows.length > 0}
    />
  );

  useKeys([
    { key: "/", says: "Search", run: () => words.current?.focus() },
    { key: "f", says: "Add a filter", run: () => setAdding(true) },
    { key: "c", says: "New case", run: newCase },
  ]);

  return (
    <>
      <TopOfPage title="Cases" beside={<Beside list={list} />} actions={actions} />
      <Toolbar list={list} words={words} adding={adding} setAdding={setAdding} />
      {list.asOf && (
        <Suspense>
          <PastBanner past={list.past?.data} leave={list.toNow} />
        </Suspense>
      )}
      <Degraded when={list.degraded} />
      <Doubts list={list} />
      <SoughtWords value={first(search.q) ?? ""}>
        <Then value={list.asOf}>
          <Body list={list} newCase={newCase} />
        </Then>
      </SoughtWords>
      {exporting && (
        <Suspense>
          <ExportDialog
            query={{ ...list.asked, sort: list.sort }}
            says={totalOf(list) ?? "cases"}
            shown={list.columns}
            close={() => setExporting(false)}
          />
        </Suspense>
      )}
      {first(search.new) === "case" && (
        <Suspense>
          <NewCaseDialog close={() => set({ new: undefined }, true)} />
        </Suspense>
      )}
      {first(search.new) === "list" && (
        <Suspense>
          <ListDialog close={() => set({ new: undefined }, true)} filters={filtersAlone(search)} />
        </Suspense>
      )}
    </>
  );
}

const totalOf = ({ total }: CaseList): string | undefined =>
  total && (total.exact ? count(total.count, "case") : `${int(total.count)}+ cases`);

/** What a list can follow: the filters, without the words, the order and the columns. */
function filtersAlone(search: Search): Search {
  const { q: _, ...filters } = asked(search);
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !["archived", "list", "as_of"].includes(name)));
}

function Beside({ list }: { list: CaseList }) {
  return (
    <>
      <ViewBar list={list} />
      <span className="num dim" role="status">
        {totalOf(list)}
      </span>
      <Stale when={list.stale} />
    </>
  );
}

function Actions(props: { newCase?: () => void; exportAll: () => void; any: boolean }) {
  const { newCase, exportAll, any } = props;
  return (
    <>
      {any && (
        <MayButton
          permission="cases.export"
          className="button ghost"
          aria-label="Export"
          onClick={exportAll}
        >
          <IconDownload />
          <span className="wide-only">Export</span>
        </MayButton>
      )}
      {newCase && (
        <>
          <Link to="/imports" className="button ghost" aria-label="Import">
            <IconImport />
            <span className="wide-only">Import</span>
          </Link>
          <MayButton permission="cases.create" className="button main" onClick={newCase}>
            <IconPlus size={15} />
            New case
          </MayButton>
        </>
      )}
    </>
  );
}

function Toolbar(props: {
  list: CaseList;
  words: React.RefObject<HTMLInputElement | null>;
  adding: boolean;
  setAdding: (open: boolean) => void;
}) {
  const { list, words, adding, setAdding } = props;
  const { search, set, compact } = list;
  const known = { types: useCaseTypes(), people: usePeople() };
  const cards = useCards();
  return (
    <div className="toolbar" role="search" aria-label="Cases">
      <SearchBox
        ref={words}
        label="Search cases"
        placeholder="Name, client, number, phone…"
        value={first(search.q) ?? ""}
        onSettled={(q) => set({ q: q || undefined }, true)}
      />
      <FilterBar
        search={search}
        fields={list.fields}
        known={known}
        onChange={list.ask}
        adding={adding}
        setAdding={setAdding}
      />
      {list.narrowed && (
        <button type="button" className="button small ghost" onClick={list.clear}>
          Clear
        </button>
      )}
      {list.narrowed && !list.asOf && (
        <MayButton
          permission="lists.edit"
          className="button small ghost"
          onClick={() => list.set({ new: "list" })}
        >
          Save as list
        </MayButton>
      )}
      <span className="grow" />
      <AsOfButton shown={list.asOf} go={(as_of) => set({ as_of })} />
      {!cards && (
        <>
          <ColumnChooser
            all={list.all}
            shown={list.columns.map((each) => each.id)}
            isDefault={isDefault(list.columns.map((each) => each.id))}
            onChange={list.show}
          />
          <button
            type="button"
            className="button small icon ghost"
            aria-label="Compact rows"
            aria-pressed={compact}
            onClick={() => list.densify(compact ? "normal" : "compact")}
          >
            <IconDensity size={15} />
          </button>
        </>
      )}
    </div>
  );
}

function Body({ list, newCase }: { list: CaseList; newCase: () => void }) {
  const { rows } = list;
  const { isPending, isError, error, refetch } = list.list;
  const again = () => void refetch();
  if (list.viewed.refused) return <NoSuchView list={list} />;
  if (list.past?.isError || (list.past?.data && list.past.data.state !== "ready")) {
    return (
      <Suspense>
        <PastInPlace past={list.past} />
      </Suspense>
    );
  }
  if (isPending || list.arriving) return <GridSkeleton label="Cases" columns={list.columns} compact={list.compact} ticks />;
  if (!rows.length && isError) {
    return <Failed what="The list of cases" error={error} retry={again} />;
  }
  return (
    <>
      {isError && <ErrorNote what="Cases could not be renewed." error={error} retry={again} />}
      {rows.length ? <Rows list={list} /> : <Nothing list={list} newCase={newCase} />}
      {list.similar.length > 0 && (
        <Suspense>
          <Similar rows={list.similar} />
        </Suspense>
      )}
    </>
  );
}

function NoSuchView({ list }: { list: CaseList }) {
  const why = list.viewed.refused;
  return (
    <div role="alert">
      <Empty
        icon={<IconView size={28} />}
        title="This view cannot be shown"
        action={
          <button type="button" className="button" onClick={() => list.look(ALL)}>
            Show all cases
          </button>
        }
      >
        {why?.message}
      </Empty>
    </div>
  );
}

function Nothing({ list, newCase }: { list: CaseList; newCase: () => void }) {
  if (!list.narrowed && list.asOf) {
    return (
      <Empty icon={<IconCase size={28} />} title="No cases then">
        At that moment there was no case that was not archived.
      </Empty>
    );
  }
  if (!list.narrowed) {
    return (
      <Empty
        icon={<IconCase size={28} />}
        title="No cases yet"
        action={
          <span className="row">
            <MayButton permission="cases.create" className="button main" onClick={newCase}>
              New case
            </MayButton>
            <Link to="/imports" className="button">
              Import a spreadsheet
            </Link>
          </span>
        }
      >
        Cases that your firm opens or imports stand here.
      </Empty>
    );
  }
  const q = first(list.search.q);
  return (
    <Empty
      icon={<IconSearch size={28} />}
      title="No cases match"
      action={
        <button type="button" className="button" onClick={list.clear}>
          Clear search and filters
        </button>
      }
    >
      {q
        ? `Nothing matches “${q}” with these filters. Search looks at number, name, client, phone, e-mail and external ID.`
        : "Try removing a filter. Archived cases are hidden unless you filter for them."}
    </Empty>
  );
}

function Rows({ list }: { list: CaseList }) {
  const [navigate, then] = [useNavigate(), useThenSearch()];
  const { selection, actions, act, begin, dialog } = useBulkActs(list);
  const [ids, setIds] = useState<string[] | undefined>();
  const { ids: picked, excluded } = selection.wish();
  const takeOut = () => setIds(picked ?? []);
  return (
    <>
      {!list.asOf && <SelectAllNote selection={selection} total={list.total} read={list.rows.length} />}
      <DataGrid
        label="Cases"
        columns={list.columns}
        rows={list.rows}
        pages={list.list}
        total={list.total}
        sort={list.sort}
        onSort={(sort) => list.set({ sort })}
        onColumns={list.show}
        compact={list.compact}
        question={list.question}
        card={(row) => <CaseCard row={row} />}
        open={({ id }) => void navigate({ to: "/cases/$id", params: { id }, search: then })}
        isGone={(row) => row.archived && !list.asksArchived}
        foot={
          !list.asOf && (
            <span className="foot-keys">
              <kbd>C</kbd> new case
            </span>
          )
        }
        select={list.asOf ? undefined : selection}
      />
      {!list.asOf && selection.size > 0 && (
        <Suspense>
          <BulkBar selection={selection} actions={actions} begin={begin} takeOut={takeOut} />
        </Suspense>
      )}
      {ids && (
        <Suspense>
          <ExportDialog
            query={{ ...list.asked, sort: list.sort }}
            says={dialog.says}
            ids={ids.length ? ids : undefined}
            excluded={excluded}
            shown={list.columns}
            close={() => setIds(undefined)}
          />
        </Suspense>
      )}
      {act && (
        <Suspense>
          <BulkDialog {...dialog} action={act} />
        </Suspense>
      )}
    </>
  );
}
