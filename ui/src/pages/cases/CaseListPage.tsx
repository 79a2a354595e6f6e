/** The list of cases: search, filters, columns and rows, all of it in the address bar. */
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { asked } from "../../lib/filters";
import { count, int } from "../../lib/format";
import { useKeys } from "../../lib/hotkeys";
import { first, type Search } from "../../lib/search";
import { Then } from "../../lib/then";
import { IconDownload, IconImport, IconPlus } from "../../ui/icons";
import { SoughtWords } from "../../ui/Marked";
import { MayButton } from "../../ui/MayButton";
import { Degraded, Stale } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { CaseRows } from "./CaseRows";
import { useSeen } from "./seenPast";
import { Toolbar } from "./Toolbar";
import { useCaseList, type CaseList } from "./useCaseList";
import { Doubts, ViewBar } from "./ViewBar";

const NewCaseDialog = lazy(() => import("./NewCaseDialog"));
const ExportDialog = lazy(() => import("./ExportDialog"));
const PastBanner = lazy(async () => ({ default: (await import("./PastInPlace")).PastBanner }));
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
          <CaseRows list={list} newCase={newCase} />
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
