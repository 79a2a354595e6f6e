/** Every state a page may be in, said the same way everywhere: what, why, and one thing to do. */
import { useSyncExternalStore, type ReactNode } from "react";
import { problemOf } from "../api/problem";
import type { Entry } from "../api/types";
import { theirs } from "../lib/edit";
import { IconHistory } from "./icons";

/** Lines where text will stand. For a first load only; a refetch keeps the old rows. */
export function Loading({ lines = 5, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div className="stack" aria-busy="true" aria-label={label} role="status">
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} className="skeleton" style={{ width: `${45 + ((i * 37) % 45)}%` }} />
      ))}
    </div>
  );
}

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      {icon}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** A banner over rows that could not be renewed; what was there stays. */
export function ErrorNote({ what, error, retry }: { what: string; error: unknown; retry?: () => void }) {
  const why = error instanceof Error ? error.message : "";
  return (
    <div className="banner danger" role="alert">
      <span>
        {what} {why}
      </span>
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** A whole page that cannot be shown, by the problem that stopped it. */
export function Failed({ what, error, retry }: { what: string; error: unknown; retry: () => void }) {
  const problem = problemOf(error);
  if (problem?.status === 403) return <Forbidden permission={problem.said.missing_permission} />;
  const gone = problem?.status === 404;
  return (
    <div role="alert">
      <Empty
        title={gone ? `${what} doesn’t exist or isn’t shared with you` : `${what} could not be loaded`}
        action={
          gone ? undefined : (
            <button type="button" className="button" onClick={retry}>
              Try again
            </button>
          )
        }
      >
        {error instanceof Error ? error.message : null}
      </Empty>
    </div>
  );
}

export function Forbidden({ permission }: { permission?: string }) {
  return (
    <Empty title="You can’t see this">
      It takes the permission {permission ? <b>{permission}</b> : "of another role"}. An admin of your
      firm can give it to you.
    </Empty>
  );
}

/** Somebody else changed it first: theirs, mine, and both ways out. */
export function Conflict(props: {
  changes?: Entry[];
  mine: ReactNode;
  keepTheirs: () => void;
  saveMine: () => void;
}) {
  const who = props.changes?.at(-1)?.actor.name ?? "Somebody";
  return (
    <div className="banner warn" role="alert">
      <span>
        <b>{who} changed this first.</b> {theirs(props.changes)} Yours: {props.mine}
      </span>
      <button type="button" onClick={props.keepTheirs}>
        Keep theirs
      </button>
      <button type="button" onClick={props.saveMine}>
        Save mine on top
      </button>
    </div>
  );
}

/** The lists have not caught up with what was written. */
export function Stale({ when }: { when: boolean | undefined }) {
  return (
    <span role="status">
      {when && (
        <span className="pill" title="What you see may be a moment old. It renews itself.">
          <IconHistory size={12} />
          Catching up
        </span>
      )}
    </span>
  );
}

/** The search index is away; lists are whole, and a little poorer. */
export function Degraded({ when }: { when: boolean | undefined }) {
  return (
    <div role="status">
      {when && (
        <div className="banner warn">
          The search index does not answer, so the database does. Nothing is missing; totals stop at
          10,000 and unusual orders take longer. This ends by itself.
        </div>
      )}
    </div>
  );
}

function watchOnline(tell: () => void): () => void {
  addEventListener("online", tell);
  addEventListener("offline", tell);
  return () => {
    removeEventListener("online", tell);
    removeEventListener("offline", tell);
  };
}

export const useOnline = (): boolean => useSyncExternalStore(watchOnline, () => navigator.onLine);

export function Offline() {
  if (useOnline()) return null;
  return (
    <div className="banner warn" role="status">
      You are offline. Edits are paused; what you typed is kept.
    </div>
  );
}

export function ArchivedBanner({ restore }: { restore?: () => void }) {
  return (
    <div className="banner warn" role="status">
      <span>This case is archived: it can be read, not changed.</span>
      {restore && (
        <button type="button" onClick={restore}>
          Restore
        </button>
      )}
    </div>
  );
}
