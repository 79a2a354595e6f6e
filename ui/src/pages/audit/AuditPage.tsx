/** The firm’s log: everything that anybody did, read by who may, and changed by nobody. */
import "../../styles/audit.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { logQuery } from "../../api/reads/history";
import type { LogPage } from "../../api/types";
import { count, exact, int } from "../../lib/format";
import { useMay, useMe } from "../../lib/meta";
import { first } from "../../lib/search";
import { IconDownload, IconLedger } from "../../ui/icons";
import { More } from "../../ui/More";
import { Empty, ErrorNote, Failed, Forbidden, Loading } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { AuditFilters } from "./AuditFilters";
import { AuditRow } from "./AuditRow";
import { asQuery, isNarrowed, nothing, useAuditPlace } from "./place";

const HistoryDialog = lazy(() => import("./HistoryDialog"));
const AuditDrawer = lazy(() => import("./AuditDrawer"));

export function AuditPage() {
  const { search, go } = useAuditPlace();
  const [exporting, setExporting] = useState(false);
  const [may, known] = [useMay("audit.read"), useMe() !== undefined];
  if (known && !may) return <Forbidden permission="audit.read" />;
  return (
    <>
      <TopOfPage
        title="Audit"
        actions={
          <button type="button" className="button" onClick={() => setExporting(true)}>
            <IconDownload size={15} />
            Export
          </button>
        }
      />
      <div className="page">
        <div className="page-in audit-page">
          <AuditFilters />
          {known && <Entries />}
        </div>
      </div>
      <Suspense>
        {exporting && (
          <HistoryDialog
            query={asQuery(search)}
            narrowed={isNarrowed(search)}
            close={() => setExporting(false)}
          />
        )}
        {search.event && <AuditDrawer close={() => go({ event: undefined })} />}
      </Suspense>
    </>
  );
}

function Entries() {
  const { search, go } = useAuditPlace();
  const query = useInfiniteQuery(logQuery({ ...asQuery(search), fold: true }));
  const pages = query.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.entries.map((entry) => ({ entry, page })));
  const again = () => void query.refetch();
  if (query.isPending) return <Loading lines={8} label="Loading the log" />;
  if (query.isError && !rows.length) return <Failed what="The log" error={query.error} retry={again} />;
  return (
    <section aria-label="Entries" aria-busy={query.isFetching} className="stack">
      {query.isError && <ErrorNote what="More could not be loaded." error={query.error} retry={again} />}
      {!rows.length && !query.hasNextPage && (
        <Empty
          icon={<IconLedger size={28} />}
          title={isNarrowed(search) ? "No entry matches" : "Nothing happened yet"}
          action={
            isNarrowed(search) && (
              <button type="button" className="button" onClick={() => go(nothing)}>
                Show everything
              </button>
            )
          }
        >
          {isNarrowed(search) && "Words are looked for in what an entry says, whom it is about and who did it."}
        </Empty>
      )}
      <ol className="timeline audit" aria-label="Entries, newest first">
        {rows.map(({ entry, page }) => (
          <AuditRow key={entry.position} entry={entry} page={page} asked={asQuery(search)} />
        ))}
      </ol>
      <Searched pages={pages} words={first(search.q)} />
      <More query={query}>{query.isFetchingNextPage ? "Loading…" : search.q ? "Search further back" : "Show earlier entries"}</More>
    </section>
  );
}

/** How far back words were looked for: what is older was not read yet. */
function Searched({ pages, words }: { pages: LogPage[]; words: string | undefined }) {
  if (!words) return null;
  const read = pages.reduce((sum, page) => sum + (page.searched?.entries ?? 0), 0);
  const until = pages.at(-1)?.searched?.until;
  return (
    <p className="dim small" role="status">
      {count(pages.reduce((sum, page) => sum + page.entries.length, 0), "entry", "entries")} found in{" "}
      {int(read)} read{until ? `, back to ${exact(until)}.` : ": that was all."}
    </p>
  );
}
