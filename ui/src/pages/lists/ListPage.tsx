/** One list: what it is, the cases on it, why each is there, and what changed since a day. */
import "../../styles/lists.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { listQuery } from "../../api/reads/lists";
import type { CaseList } from "../../api/types";
import { filterOf, testsOf, type Condition } from "../../lib/conditions";
import { conditionWords } from "../../lib/conditionWords";
import { count } from "../../lib/format";
import { useCaseType, useCaseTypes, useFields, usePeople } from "../../lib/meta";
import { first, type Search } from "../../lib/search";
import { IconBack } from "../../ui/iconsOfPages";
import { MayButton } from "../../ui/MayButton";
import { Failed, Loading } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { useKnown } from "../../ui/useKnown";
import { Changes } from "./Changes";
import { ListCases } from "./ListCases";
import { KindTag } from "./ListsPage";
import { useLife } from "./useLife";

const ListDialog = lazy(() => import("./ListDialog"));
const AddCases = lazy(() => import("./AddCases"));

export function ListPage() {
  const { id } = useParams({ from: "/frame/lists/$id" });
  const { data, error, isPending, refetch } = useQuery(listQuery(id));
  if (error && !data) return <Failed what="This list" error={error} retry={() => void refetch()} />;
  if (isPending) {
    return (
      <div className="page">
        <div className="page-in">
          <Loading label="Loading the list" lines={8} />
        </div>
      </div>
    );
  }
  return <Shown key={id} it={data} />;
}

function Shown({ it }: { it: CaseList }) {
  const search: Search = useSearch({ from: "/frame/lists/$id" });
  const navigate = useNavigate();
  const set = (patch: Search, replace = false) =>
    void navigate({
      to: "/lists/$id",
      params: { id: it.id },
      search: { ...search, ...patch },
      replace,
    });
  const open = first(search.open);
  const close = () => set({ open: undefined }, true);
  const changes = first(search.tab) === "changes";
  return (
    <>
      <Link to="/lists" search={{}} className="list-crumb">
        <IconBack size={14} />
        Lists
      </Link>
      <TopOfPage title={it.name} beside={<Beside it={it} />} actions={<Actions it={it} set={set} />} />
      <About it={it} />
      <nav className="list-tabs" aria-label="What of the list">
        <TabLink label="Cases" on={!changes} go={() => set({ tab: undefined })} />
        <TabLink label="Changes" on={changes} go={() => set({ tab: "changes" })} />
      </nav>
      {changes ? <Changes it={it} search={search} set={set} /> : <ListCases it={it} search={search} />}
      <Suspense>
        {open === "edit" && <ListDialog close={close} it={it} />}
        {open === "add" && <AddCases close={close} it={it} />}
      </Suspense>
    </>
  );
}

function TabLink({ label, on, go }: { label: string; on: boolean; go: () => void }) {
  return (
    <button type="button" className="list-tab" aria-current={on ? "page" : undefined} onClick={go}>
      {label}
    </button>
  );
}

function Beside({ it }: { it: CaseList }) {
  return (
    <>
      <KindTag kind={it.kind} />
      {it.archived && <span className="badge">Archived</span>}
      <span className="num dim" role="status">
        {count(it.case_count, "case")}
      </span>
    </>
  );
}

function Actions({ it, set }: { it: CaseList; set: (patch: Search) => void }) {
  const life = useLife(it);
  return (
    <>
      <MayButton
        permission="lists.edit"
        className="button ghost"
        disabled={life.isPending}
        onClick={() => life.mutate()}
      >
        {it.archived ? "Restore" : "Archive"}
      </MayButton>
      {!it.archived && (
        <MayButton permission="lists.edit" className="button" onClick={() => set({ open: "edit" })}>
          Edit
        </MayButton>
      )}
      {!it.archived && it.kind !== "dynamic" && (
        <MayButton permission="lists.edit" className="button main" onClick={() => set({ open: "add" })}>
          Add cases
        </MayButton>
      )}
    </>
  );
}

/** What it is for, and what it follows. */
function About({ it }: { it: CaseList }) {
  const type = useCaseType(it.type);
  const fields = useFields();
  const condition = it.condition as Condition | null;
  const filters = testsOf(condition).map((each) => filterOf(each, fields));
  const known = useKnown({ types: useCaseTypes(), people: usePeople() }, filters, fields);
  return (
    <div className="list-about">
      {it.description && <p>{it.description}</p>}
      <p className="dim small">
        {it.type ? `For cases of the type ${type?.name ?? "…"}. ` : ""}
        {it.is_obo ? "On behalf of somebody. " : ""}
        {condition ? (
          <>
            Follows: <b>{conditionWords(condition, fields, known)}</b>
          </>
        ) : (
          "Cases are put on it by hand."
        )}
        {it.kind === "hybrid" && " Cases can also be added, and those that are excluded stay off."}
      </p>
      {it.doubts.map((each) => (
        <p key={each} className="note-box warn" role="note">
          {each}
        </p>
      ))}
    </div>
  );
}
