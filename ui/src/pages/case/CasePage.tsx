/** One case: header, tabs and rail; all of it now, or as it was at a moment. */
import "../../styles/case.css";
import { lazy, Suspense } from "react";
import { caseQuery } from "../../api/reads/cases";
import { useQueryClient } from "@tanstack/react-query";
import { useTitle } from "../../lib/place";
import { Failed, Loading } from "../../ui/States";
import { CaseBanners } from "./CaseBanners";
import { CaseHeader } from "./CaseHeader";
import { CaseRail } from "./CaseRail";
import { CaseTabs } from "./CaseTabs";
import { Crumb } from "./Crumb";
import { EmptyTab } from "./EmptyTab";
import { Overview } from "./Overview";
import { useCasePlace, type Tab } from "./place";
import { useSeen, type Seen } from "./seen";

const Activity = lazy(() => import("./activity/Activity"));
const Notes = lazy(() => import("./notes/Notes"));
const CaseEvent = lazy(() => import("./activity/CaseEvent"));

export function CasePage() {
  const { id, asOf } = useCasePlace();
  const { seen, failed, busy } = useSeen(id, asOf);
  const client = useQueryClient();
  const again = () => void client.refetchQueries({ queryKey: caseQuery(id).queryKey.slice(0, 2) });
  useTitle(seen?.detail.case.name);
  return (
    <div className="case-page" aria-busy={busy}>
      <Crumb id={id} number={seen?.detail.case.number} />
      {failed ? (
        <Failed what={asOf ? "This moment" : "This case"} error={failed.error} retry={again} />
      ) : seen ? (
        <Record key={id} seen={seen} />
      ) : (
        <div className="case-loading">
          <Loading lines={8} label="Loading the case" />
        </div>
      )}
    </div>
  );
}

function Record({ seen }: { seen: Seen }) {
  const { tab, search } = useCasePlace();
  return (
    <>
      <CaseHeader seen={seen} />
      <CaseTabs seen={seen} />
      <CaseBanners seen={seen} />
      <div className="case-body">
        <div className="case-main" id="panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
          <Suspense fallback={<Loading />}>
            <Panel tab={tab} seen={seen} />
          </Suspense>
        </div>
        <CaseRail seen={seen} />
      </div>
      <Suspense>{search.event && <CaseEvent seen={seen} />}</Suspense>
    </>
  );
}

function Panel({ tab, seen }: { tab: Tab; seen: Seen }) {
  switch (tab) {
    case "overview":
      return <Overview seen={seen} />;
    case "activity":
      return <Activity seen={seen} />;
    case "notes":
      return <Notes seen={seen} />;
    default:
      return <EmptyTab tab={tab} />;
  }
}
