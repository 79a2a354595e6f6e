/** The history, newest first: only what is on the screen is drawn, and more is asked as one goes. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { activityQuery } from "../../../api/reads/history";
import type { Entry } from "../../../api/types";
import { asQuery, everything, isNarrowed, narrowedBy } from "../../../lib/activity";
import { count, month } from "../../../lib/format";
import { useMedia } from "../../../lib/media";
import { first } from "../../../lib/search";
import { Empty, ErrorNote, Loading } from "../../../ui/States";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";
import { densityOf } from "./ActivityFilters";
import { ActivityRow } from "./ActivityRow";
import { useTravel } from "./travel";

export function ActivityList({ seen }: { seen: Seen }) {
  const { search, go } = useCasePlace();
  const [withLater, setWithLater] = useState(false);
  const { entries, query, later } = useEntries(seen, withLater);
  const none = query.isSuccess && !query.isFetching && !entries.length;
  return (
    <>
      {seen.past && later > 0 && (
        <button type="button" className="later" onClick={() => setWithLater(!withLater)}>
          {count(later, "later change")} {withLater ? "shown" : "not shown"}
        </button>
      )}
      {query.isError && (
        <ErrorNote
          what="The history could not be loaded."
          error={query.error}
          retry={() => void query.refetch()}
        />
      )}
      {query.isPending && query.fetchStatus === "fetching" && <Loading lines={6} />}
      {none && (
        <Empty
          title={isNarrowed(search) ? "No change matches" : "Nothing happened yet"}
          action={
            isNarrowed(search) && (
              <button type="button" className="button" onClick={() => go(everything)}>
                Show everything
              </button>
            )
          }
        />
      )}
      <Rows
        seen={seen}
        entries={entries}
        busy={query.isFetching}
        more={query.hasNextPage && !query.isFetching ? () => void query.fetchNextPage() : undefined}
      />
    </>
  );
}

function useEntries(seen: Seen, withLater: boolean) {
  const { search } = useCasePlace();
  const { later } = useTravel(seen);
  const asOf = seen.past && !withLater ? seen.detail.as_of?.position : undefined;
  const query = useInfiniteQuery(
    activityQuery("case", seen.id, asQuery(narrowedBy(search), asOf)),
  );
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return { entries, later, query };
}

const LIKELY_HEIGHT = 76;

interface RowsProps {
  seen: Seen;
  entries: Entry[];
  busy: boolean;
  more: (() => void) | undefined;
}

function Rows({ seen, entries, busy, more }: RowsProps) {
  const { search } = useCasePlace();
  const density = densityOf(first(search.density));
  const list = useRef<HTMLOListElement>(null);
  const narrow = useMedia("(max-width: 1099px)"); // then the whole page scrolls: styles/case.css
  const scroller = () => list.current?.closest<HTMLElement>(narrow ? ".case-page" : ".case-main") ?? null;
  const margin = useMargin(list, scroller);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: scroller,
    estimateSize: () => LIKELY_HEIGHT,
    getItemKey: (i) => entries[i]!.position,
    overscan: 8,
    scrollMargin: margin,
  });
  const items = rows.getVirtualItems();
  const atEnd = (items.at(-1)?.index ?? -1) >= entries.length - 1;

  useEffect(() => {
    if (atEnd && entries.length) more?.();
  }, [atEnd, entries.length, more !== undefined]);

  return (
    <ol
      ref={list}
      className={`timeline ${density}`}
      aria-label="Changes, newest first"
      aria-busy={busy}
      style={{ height: rows.getTotalSize() }}
    >
      {items.map(({ index, key, start }) => {
        const entry = entries[index]!;
        const head = month(entry.at);
        const before = entries[index - 1];
        return (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={more ? -1 : entries.length}
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            {(!before || month(before.at) !== head) && <div className="timeline-month">{head}</div>}
            <ActivityRow seen={seen} entry={entry} density={density} />
          </li>
        );
      })}
    </ol>
  );
}

/** How far down in its scroller the list begins: what stands above it may grow. */
function useMargin(
  list: React.RefObject<HTMLElement | null>,
  scroller: () => HTMLElement | null,
): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const box = scroller();
    if (!box || !list.current) return;
    const top = list.current.getBoundingClientRect().top - box.getBoundingClientRect().top;
    setMargin(Math.round(top + box.scrollTop));
  });
  return margin;
}
