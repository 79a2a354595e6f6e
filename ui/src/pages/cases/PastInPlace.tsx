/** Above a list of cases as they were, which moment it is; in its place, how far it is made. */
import "../../styles/pasts.css";
import { useEffect } from "react";
import type { Operation, Past } from "../../api/types";
import { problemOf } from "../../api/problem";
import { clockOf, exact, int } from "../../lib/format";
import { useZone } from "../../lib/meta";
import { onPage, watch } from "../../lib/operations";
import { useAskPast, useStopPast } from "../../lib/pasts";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { IconHistory } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { Progress } from "../../ui/Progress";
import { Empty, Failed } from "../../ui/States";

export function PastBanner({ past, leave }: { past: Past | undefined; leave: () => void }) {
  const zone = useZone();
  return (
    <div className="banner warn past-banner" role="status">
      <IconHistory size={15} />
      <span>
        {past ? (
          <>
            Cases as they were on <b title={exact(past.at)}>{clockOf(zone, past.at)}</b>, position{" "}
            <span className="num">{int(past.position)}</span>. Editing is off.
          </>
        ) : (
          "Cases as they were. Editing is off."
        )}
      </span>
      <button type="button" onClick={leave}>
        Back to now
      </button>
    </div>
  );
}

interface Props {
  past: { data: Past | undefined; error: unknown; refetch: () => unknown };
}

export default function PastInPlace({ past }: Props) {
  if (!past.data) return <NoSuchMoment past={past} />;
  const { state, operation } = past.data;
  if (state === "running") return <BeingMade past={past.data} operation={operation} />;
  return <NotMade past={past.data} />;
}

/** The address asks for a moment that is none, or that could not be asked after. */
function NoSuchMoment({ past }: Props) {
  if (problemOf(past.error)?.status !== 422) {
    return <Failed what="The moment" error={past.error} retry={() => void past.refetch()} />;
  }
  const said = new FormErrors(past.error).at("as_of") ?? problemOf(past.error)?.message;
  return (
    <div role="alert">
      <Empty icon={<IconHistory size={28} />} title="There is no such moment">
        {said}
      </Empty>
    </div>
  );
}

const MAKING = "The cases of then are being made";

function BeingMade({ past, operation }: { past: Past; operation: Operation | null }) {
  const stop = useStopPast();
  const [done, total] = [operation?.done ?? 0, operation?.total ?? past.position];
  useProgressHere(operation);
  return (
    <Empty
      icon={<IconHistory size={28} />}
      title={MAKING}
      action={
        <span className="stack past-progress">
          <Progress label={MAKING} done={done} total={total} />
          {total > 0 && (
            <span className="num dim small">
              {int(done)} of {int(total)} events
            </span>
          )}
          <OtherErrors errors={new FormErrors(stop.error)} />
          <MayButton
            permission="cases.past"
            className="button small"
            disabled={stop.isPending}
            onClick={() => stop.mutate(past.position)}
          >
            Stop
          </MayButton>
        </span>
      }
    >
      It goes on while you work elsewhere, and is kept for a day.
    </Empty>
  );
}

/** The tray shows it once this page is left, and nothing of it when it was waited for here. */
function useProgressHere(operation: Operation | null): void {
  const id = operation?.id;
  useEffect(() => {
    if (!operation) return;
    watch(operation);
    onPage.set(operation.id);
    return () => onPage.set(null);
  }, [id]);
}

function NotMade({ past }: { past: Past }) {
  const ask = useAskPast();
  const [title, act] = saysOf(past);
  return (
    <Empty
      icon={<IconHistory size={28} />}
      title={title}
      action={
        <>
          <OtherErrors errors={new FormErrors(ask.error)} />
          <MayButton
            permission="cases.past"
            className="button main"
            aria-busy={ask.isPending}
            onClick={() => ask.mutate(String(past.position))}
          >
            {act}
          </MayButton>
        </>
      }
    >
      {past.state === "failed" && past.operation?.error
        ? past.operation.error
        : "They are made from the ledger, and kept for a day."}
    </Empty>
  );
}

/** What is the matter with it, and what may be done about that. */
function saysOf({ state, asked_at }: Past): [string, string] {
  if (state === "stopped") return ["Making the cases of then was stopped", "Go on"];
  if (state === "failed") return ["The cases of then could not be made", "Try again"];
  if (asked_at) return ["The cases of then were kept for a day", "Make them again"];
  return ["The cases of then are not made yet", "Make them"];
}
