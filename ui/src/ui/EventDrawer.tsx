/** One event as it is stored: its words, why it happened, what followed, its place in the chain. */
import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { eventQuery } from "../api/reads/history";
import type { Entry, LedgerEvent } from "../api/types";
import { exact, int } from "../lib/format";
import { toast } from "../lib/toasts";
import { Failed, Loading } from "./States";
import { TimelineRow } from "./Timeline";

interface Props {
  position: number;
  /** The type of the case that it is shown for, whose words its statuses have. */
  type?: string;
  show: (position: number) => void;
  close: () => void;
  /** What stands behind causes and consequences: the rest of its act. */
  act: (entry: Entry) => ReactNode;
}

export function EventDrawer({ position, close, ...rest }: Props) {
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
        {query.data && <Contents found={query.data} {...rest} />}
      </div>
    </Drawer>
  );
}

type ContentsProps = Omit<Props, "position" | "close"> & { found: LedgerEvent };

function Contents({ found, type, show, act }: ContentsProps) {
  const { event, entry, causes, consequences, leaf } = found;
  return (
    <div className="stack drawer">
      <TimelineRow entry={entry} type={type} />
      <Related title="Because of" entries={causes} show={show} none="A person or a system began it: nothing in the ledger came before." />
      <Related title="What followed" entries={consequences} show={show} none="Nothing followed from it." />
      {act(entry)}
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

interface LinesProps {
  entries: Entry[];
  show: (position: number) => void;
}

function Related({ title, none, entries, show }: LinesProps & { title: string; none: string }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {entries.length ? <EventLines entries={entries} show={show} /> : <p className="dim">{none}</p>}
    </section>
  );
}

export function EventLines({ entries, show }: LinesProps) {
  return (
    <ul className="latest">
      {entries.map((entry) => (
        <li key={entry.position}>
          <button
            type="button"
            className="link mono"
            aria-label={`Show event ${entry.position}`}
            onClick={() => show(entry.position)}
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
