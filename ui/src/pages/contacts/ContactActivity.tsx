/** What happened to a contact, newest first. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { activityQuery } from "../../api/reads";
import { Empty, ErrorNote, Loading } from "../../ui/States";
import { Timeline } from "../../ui/Timeline";

export function ContactActivity({ id }: { id: string }) {
  const query = useInfiniteQuery(activityQuery("contact", id));
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <section className="fact-group" aria-busy={query.isFetching}>
      <h2>Activity</h2>
      {query.isError && (
        <ErrorNote
          what="Activity could not be loaded."
          error={query.error}
          retry={() => void query.refetch()}
        />
      )}
      {query.isPending && <Loading label="Loading activity" />}
      {query.isSuccess && !entries.length && (
        <Empty title="Nothing yet">Everything that changes here is kept.</Empty>
      )}
      <Timeline entries={entries} label="Change history, newest first" />
      {query.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? "Loading…" : "Earlier"}
        </button>
      )}
    </section>
  );
}
