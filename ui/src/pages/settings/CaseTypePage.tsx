/** One type of case: its statuses, its fields, and what happened to it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { caseTypesQuery } from "../../api/reads/firm";
import type { CaseType } from "../../api/types";
import { useArrival, useTitle } from "../../lib/place";
import { first, type Search } from "../../lib/search";
import { Empty, Failed, Loading } from "../../ui/States";
import { Tabs } from "../../ui/Tabs";
import { TypeActs, TypeAsked, type Asking } from "./CaseTypesPage";
import { useLiveUses } from "./Impact";
import { ReadingOnly } from "./Reading";
import { StatusesTab } from "./StatusesTab";
import { TypeFieldsTab } from "./TypeFieldsTab";

const TypeHistory = lazy(async () => ({ default: (await import("./TypeHistory")).TypeHistory }));

const TABS = { statuses: "Statuses", fields: "Fields", history: "History" } as const;
type Tab = keyof typeof TABS;
const KEYS = Object.keys(TABS) as Tab[];

const tabOf = (said: string | undefined): Tab => KEYS.find((each) => each === said) ?? "statuses";

export function CaseTypePage() {
  const { id } = useParams({ from: "/frame/settings/case-types/$id" });
  const { data, error, isPending, refetch } = useQuery(caseTypesQuery);
  const type = data?.find((each) => each.id === id);
  if (error && !data) return <Failed what="This case type" error={error} retry={() => void refetch()} />;
  return (
    <div className="page" aria-busy={isPending}>
      {type && <TypePage type={type} />}
      {isPending && (
        <div className="page-in">
          <Loading lines={8} label="Loading the case type" />
        </div>
      )}
      {data && !type && (
        <Empty title="There is no such case type">
          <Link to="/settings/case-types" className="link">
            All case types
          </Link>
        </Empty>
      )}
    </div>
  );
}

export function useTypePlace() {
  const search = useSearch({ from: "/frame/settings/case-types/$id" });
  const navigate = useNavigate();
  const go = (change: Search) =>
    void navigate({ to: ".", search: ((before: Search) => ({ ...before, ...change })) as never, replace: !("tab" in change) });
  return { search, go, tab: tabOf(first(search.tab)) };
}

function TypePage({ type }: { type: CaseType }) {
  useTitle(type.name);
  useLiveUses();
  const heading = useArrival();
  const { tab, go } = useTypePlace();
  const [asking, setAsking] = useState<Asking>(null);
  return (
    <>
      <nav className="crumb" aria-label="Breadcrumb">
        <Link to="/settings/case-types">Case types</Link>
        <span aria-hidden>/</span>
        <span className="ell">{type.name}</span>
      </nav>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1} className="record-title">
          {type.name}
        </h1>
        <span className="badge">{type.code}</span>
        {type.retired && <span className="badge">Retired</span>}
        <span className="grow" />
        <TypeActs type={type} ask={setAsking} />
      </header>
      <Tabs
        label="Case type"
        tabs={TABS}
        tab={tab}
        counts={{ statuses: type.statuses.length, fields: type.fields.length }}
        go={(next) => go({ tab: next === "statuses" ? undefined : next, as_of: undefined })}
      />
      <div className="page-in" role="tabpanel" id="panel" aria-labelledby={`tab-${tab}`}>
        <ReadingOnly />
        {tab === "statuses" && <StatusesTab type={type} />}
        {tab === "fields" && <TypeFieldsTab type={type} />}
        {tab === "history" && (
          <Suspense fallback={<Loading label="Loading history" />}>
            <TypeHistory type={type} />
          </Suspense>
        )}
      </div>
      <TypeAsked asking={asking} close={() => setAsking(null)} />
    </>
  );
}
