/** What became of a list between two days: who came, who left, each with the event that made it so. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listChangesQuery } from "../../api/reads/lists";
import type { CaseList, ListChange } from "../../api/types";
import { first, type Search } from "../../lib/search";
import { IconHistory } from "../../ui/icons";
import { More } from "../../ui/More";
import { Empty, ErrorNote, Failed, Loading } from "../../ui/States";
import { Said } from "./WhyDialog";

const DAY_MS = 86_400_000;
const A_WEEK_AGO = 7;

const dayBefore = (days: number): string =>
  new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

interface Props {
  it: CaseList;
  search: Search;
  set: (patch: Search, replace?: boolean) => void;
}

export function Changes({ it, search, set }: Props) {
  const since = first(search.since) ?? dayBefore(A_WEEK_AGO);
  const until = first(search.until);
  const query = useInfiniteQuery(listChangesQuery(it.id, since, until));
  const changes = query.data?.pages.flatMap((page) => page.changes) ?? [];
  const again = () => void query.refetch();
  return (
    <>
      <div className="toolbar" role="search" aria-label="Between">
        <label className="row small">
          <span className="dim">After the end of</span>
          <input
            className="input"
            type="date"
            value={since}
            max={dayBefore(0)}
            onChange={(event) => set({ since: event.target.value || undefined }, true)}
          />
        </label>
        <label className="row small">
          <span className="dim">until the end of</span>
          <input
            className="input"
            type="date"
            value={until ?? ""}
            onChange={(event) => set({ until: event.target.value || undefined }, true)}
          />
        </label>
        {!until && <span className="dim small">(now)</span>}
      </div>
      <div className="page" aria-busy={query.isFetching}>
        {query.isPending && (
          <div className="page-in">
            <Loading label="Loading the changes" />
          </div>
        )}
        {query.isError && !changes.length && (
          <Failed what="The changes" error={query.error} retry={again} />
        )}
        {query.isError && changes.length > 0 && (
          <ErrorNote what="The changes could not be renewed." error={query.error} retry={again} />
        )}
        {query.data && !changes.length && (
          <Empty icon={<IconHistory size={28} />} title="The same cases as then">
            Nobody is on the list now who was not on it then, and nobody is missing.
          </Empty>
        )}
        {changes.length > 0 && (
          <ol className="list-changes">
            {changes.map((each) => (
              <Row key={`${each.entry.position} ${each.case_id}`} it={each} />
            ))}
          </ol>
        )}
        <More query={query} className="lists-more">Show more</More>
      </div>
    </>
  );
}

function Row({ it }: { it: ListChange }) {
  return (
    <li className={it.entered ? "came" : "went"}>
      <span className="row">
        <span className="mark" aria-hidden>
          {it.entered ? "+" : "−"}
        </span>
        <Link to="/cases/$id" params={{ id: it.case_id }} search={{}} className="row-name ell" title={it.name}>
          {it.name}
        </Link>
        <span className="dim small mono">{it.number}</span>
      </span>
      <Said entry={it.entry} word={it.entered ? "Came in" : "Left"} />
    </li>
  );
}
