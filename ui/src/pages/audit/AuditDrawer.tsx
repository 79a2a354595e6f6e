/** One event: what set it off, what it set off, its place in the chain, and how it is stored. */
import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { eventQuery } from "../../api/reads";
import type { Entry, LedgerEvent } from "../../api/types";
import { exact, int } from "../../lib/format";
import { first } from "../../lib/search";
import { Failed, Loading } from "../../ui/States";
import { TimelineRow } from "../../ui/Timeline";
import { useAuditPlace } from "./place";

export default function AuditDrawer({ close }: { close: () => void }) {
  const { search } = useAuditPlace();
  const position = Number(first(search.event));
  const query = useQuery(eventQuery(position));
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="min(560px, 100vw)"
      title={`Event ${int(position)}`}
      closeButtonProps={{ "aria-label": "Close" }}
      transitionProps={{ duration: 120 }}
    >
      <div aria-busy={query.isFetching}>
        {query.isError && (
          <Failed what="This event" error={query.error} retry={() => void query.refetch()} />
        )}
        {query.isPending && <Loading lines={8} />}
        {query.data && <Contents found={query.data} />}
      </div>
    </Drawer>
  );
}

function Contents({ found }: { found: LedgerEvent }) {
  const { event, entry, causes, consequences, leaf } = found;
  const { go } = useAuditPlace();
  return (
    <div className="stack drawer">
      <TimelineRow entry={entry} />
      <Tree title="Because of" entries={causes} none="A person or a system began it: nothing in the ledger came before." />
      <Tree title="What followed" entries={consequences} none="Nothing followed from it." />
      <p>
        <button
          type="button"
          className="link"
          onClick={() => go({ correlation: entry.correlation, event: undefined })}
        >
          Show the whole act
        </button>
      </p>
      <section aria-label="In the chain">
        <h2>In the chain</h2>
        <div className="pairs hash">
          <span>Leaf hash</span>
          <span className="mono">{leaf?.digest ?? "not chained yet"}</span>
        </div>
        <div className="pairs hash">
          <span>Previous leaf</span>
          <span className="mono">{leaf?.previous ?? "not chained yet"}</span>
        </div>
        <div className="pairs">
          <span>Recorded</span>
          <span className="num">{exact(event.recorded_at)}</span>
        </div>
      </section>
      <Stored title="Header" value={event.header} />
      <Stored title={event.kind} value={event.body} />
    </div>
  );
}

function Tree({ title, entries, none }: { title: string; entries: Entry[]; none: string }) {
  const { go } = useAuditPlace();
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {!entries.length && <p className="dim">{none}</p>}
      <ul className="latest">
        {entries.map((entry) => (
          <li key={entry.position}>
            <button
              type="button"
              className="link mono"
              aria-label={`Show event ${entry.position}`}
              onClick={() => go({ event: String(entry.position) })}
            >
              {int(entry.position)}
            </button>
            <span className="grow">
              <b>{entry.actor.name}</b> {entry.says}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Stored({ title, value }: { title: string; value: unknown }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <pre className="json" tabIndex={0} aria-label={`${title} as JSON`}>
        {JSON.stringify(value, null, 2)}
      </pre>
    </section>
  );
}
