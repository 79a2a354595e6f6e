/** One event as it is stored: its words, why it happened, what followed, its place in the chain. */
import { Drawer } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { activityQuery, eventQuery, firmActivityQuery } from "../../../api/reads";
import type { Entry, LedgerEvent } from "../../../api/types";
import { count, exact, int } from "../../../lib/format";
import { useMay } from "../../../lib/meta";
import { first } from "../../../lib/search";
import { toast } from "../../../lib/toasts";
import { Failed, Loading } from "../../../ui/States";
import { TimelineRow } from "../../../ui/Timeline";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";

export default function EventDrawer({ seen }: { seen: Seen }) {
  const { search, go } = useCasePlace();
  const position = Number(first(search.event));
  const query = useQuery(eventQuery(position));
  const close = () => go({ event: undefined });
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
        {query.data && <Contents seen={seen} found={query.data} />}
      </div>
    </Drawer>
  );
}

function Contents({ seen, found }: { seen: Seen; found: LedgerEvent }) {
  const { event, entry, causes, consequences, leaf } = found;
  return (
    <div className="stack drawer">
      <TimelineRow entry={entry} type={seen.present.case.type} />
      <Related title="Because of" entries={causes} none="A person or a system began it: nothing in the ledger came before." />
      <Related title="What followed" entries={consequences} none="Nothing followed from it." />
      <SameAct seen={seen} entry={entry} />
      <section aria-label="In the chain">
        <h2>In the chain</h2>
        <Hash label="Leaf hash" value={leaf?.digest} />
        <Hash label="Previous leaf" value={leaf?.previous} />
        <div className="pairs">
          <span>Recorded</span>
          <span className="num">{exact(event.recorded_at)}</span>
        </div>
      </section>
      <Json title="Header" value={event.header} />
      <Json title={event.kind} value={event.body} />
    </div>
  );
}

function Related({ title, entries, none }: { title: string; entries: Entry[]; none: string }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {entries.length ? <Lines entries={entries} /> : <p className="dim">{none}</p>}
    </section>
  );
}

function Lines({ entries }: { entries: Entry[] }) {
  const { go } = useCasePlace();
  return (
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
          <span className="grow ell">
            <b>{entry.actor.name}</b> {entry.says}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** All events of one act, such as an import: of the firm for who may see it, else of this case. */
function SameAct({ seen, entry }: { seen: Seen; entry: Entry }) {
  const wide = useMay("audit.read");
  const { go } = useCasePlace();
  const { correlation } = entry;
  const firm = useQuery({ ...firmActivityQuery({ correlation }), enabled: wide });
  const own = useInfiniteQuery({
    ...activityQuery("case", seen.id, { correlation }),
    enabled: !wide,
  });
  const page = wide ? firm.data : own.data?.pages[0];
  const others = page?.entries.filter((each) => each.position !== entry.position) ?? [];
  const more = page?.next ? " and more" : "";
  return (
    <section aria-label="The same act" aria-busy={firm.isFetching || own.isFetching}>
      <h2>The same act</h2>
      {page && (
        <p className="dim">
          {others.length ? `${count(others.length, "other event")}${more}.` : "No other event."}{" "}
          {others.length > 0 && (
            <button
              type="button"
              className="link"
              onClick={() => go({ tab: "activity", correlation, event: undefined })}
            >
              Show them in Activity
            </button>
          )}
        </p>
      )}
      <Lines entries={others.slice(0, 8)} />
    </section>
  );
}

function Hash({ label, value }: { label: string; value: string | undefined }) {
  return (
    <div className="pairs hash">
      <span>{label}</span>
      <span className="mono">{value ?? "not chained yet"}</span>
    </div>
  );
}

function Json({ title, value }: { title: string; value: unknown }) {
  const text = JSON.stringify(value, null, 2);
  const copy = () => {
    if (!("clipboard" in navigator)) return; // plain http elsewhere than localhost: select by hand
    void navigator.clipboard.writeText(text);
    toast({ id: "copied", message: `${title} copied` });
  };
  return (
    <section aria-label={title}>
      <h2 className="row">
        <span className="grow">{title}</span>
        <button type="button" className="button small" aria-label={`Copy ${title}`} onClick={copy}>
          Copy
        </button>
      </h2>
      <pre className="json" tabIndex={0} aria-label={`${title} as JSON`}>
        {text}
      </pre>
    </section>
  );
}
