/** The latest changes in a line each; the rest stands in Activity. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { activityQuery } from "../../api/reads/history";
import type { Change, Entry } from "../../api/types";
import { ago, exact } from "../../lib/format";
import { written } from "../../lib/kinds";
import { useCaseType } from "../../lib/meta";
import { Who } from "../../ui/Chips";
import { ErrorNote, Loading } from "../../ui/States";
import { useCasePlace } from "./place";
import type { Seen } from "./seen";

const SHOWN = 5;

export function LatestChanges({ seen }: { seen: Seen }) {
  const { go } = useCasePlace();
  const until = seen.past ? seen.detail.as_of?.position : undefined;
  // `before` is exclusive: the change one stands on is shown too.
  const before = until === undefined ? undefined : until + 1;
  const query = useInfiniteQuery(activityQuery("case", seen.id, { limit: SHOWN, before }));
  const entries = query.data?.pages[0]?.entries.slice(0, SHOWN);
  return (
    <section className="fact-group">
      <h2>
        Latest changes
        <button type="button" className="link small" onClick={() => go({ tab: "activity" })}>
          All of them
        </button>
      </h2>
      {query.isError && (
        <ErrorNote
          what="The latest changes could not be loaded."
          error={query.error}
          retry={() => void query.refetch()}
        />
      )}
      {query.isPending && <Loading lines={3} />}
      <ul className="latest" aria-busy={query.isFetching}>
        {entries?.map((entry) => (
          <Latest key={entry.position} entry={entry} type={seen.detail.case.type} />
        ))}
      </ul>
    </section>
  );
}

function Latest({ entry, type }: { entry: Entry; type: string }) {
  const [change] = entry.changes;
  return (
    <li>
      <Who name={entry.actor.name} short />
      <span className="grow ell">
        <b>{entry.actor.name}</b> {entry.says}
        {change && <OneChange change={change} type={type} />}
      </span>
      <time className="dim num small" dateTime={entry.at} title={exact(entry.at)}>
        {ago(entry.at)}
      </time>
    </li>
  );
}

function OneChange({ change, type }: { change: Change; type: string }) {
  const statuses = useCaseType(type)?.statuses;
  const word = (value: Change["before"], label?: string | null) => {
    const status = statuses?.find(({ key }) => change.type === "status" && key === value);
    return label ?? status?.name ?? written(value, { kind: change.type });
  };
  const before = change.before == null ? "" : `${word(change.before, change.before_label)} → `;
  return (
    <span className="dim">
      {" "}
      · {change.label}: {before}
      {word(change.after, change.after_label)}
    </span>
  );
}
