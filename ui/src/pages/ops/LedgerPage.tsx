/** The ledger and what follows it: its head, its proof, the projections and reactions behind it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { ledgerQuery, operationsQuery } from "../../api/reads/ledger";
import type { LedgerState, Operation } from "../../api/types";
import { ago, exact, int, shortHash } from "../../lib/format";
import { useHeadPosition } from "../../lib/lag";
import { onStream } from "../../lib/stream";
import { ErrorNote, Failed, Loading } from "../../ui/States";
import { TableCard } from "../../ui/Table";
import { TopOfPage } from "../../ui/TopOfPage";
import { Lag } from "./Lag";
import { Operations } from "./Operations";
import { Projections } from "./Projections";
import { Quarantine } from "./Quarantine";
import { Verify } from "./Verify";

/** The page looks again this often; progress comes by the stream in between. */
const RENEW_MS = 4000;

export function LedgerPage() {
  const query = useQuery({ ...ledgerQuery, refetchInterval: RENEW_MS });
  const { data, error, isFetching, refetch } = query;
  useRenewedByOperations();
  const again = () => void refetch();
  return (
    <>
      <TopOfPage title="Ledger & operations" />
      <div className="page" aria-busy={isFetching && !data}>
        {error && data && (
          <ErrorNote what="The head cannot be reached." error={error} retry={again} />
        )}
        {!data && error && <Failed what="The state of the ledger" error={error} retry={again} />}
        <div className="page-in">
          {!data && !error && <Loading lines={10} label="Loading the state of the ledger" />}
          {data && <State state={data} />}
        </div>
      </div>
    </>
  );
}

/** How far an operation is is shown as it is told; what it changed is asked again when it ends. */
function useRenewedByOperations(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onStream("operation", (operation) => {
        client.setQueryData(operationsQuery.queryKey, (known) => told(known, operation));
        if (operation.state === "running") return;
        void client.invalidateQueries({ queryKey: ["ledger"] });
        void client.invalidateQueries({ queryKey: ["operations"] });
      }),
    [client],
  );
}

/** The operations with the news of one, which may be new. */
function told(known: { operations: Operation[] } | undefined, news: Operation) {
  if (!known) return undefined;
  const others = known.operations.filter((each) => each.id !== news.id);
  if (others.length === known.operations.length) return { operations: [news, ...others] };
  return { operations: known.operations.map((each) => (each.id === news.id ? news : each)) };
}

function State({ state }: { state: LedgerState }) {
  return (
    <>
      <Figures state={state} />
      <Verify state={state} />
      <Projections state={state} />
      <Quarantine state={state} />
      <Reactions state={state} />
      <Operations />
    </>
  );
}

function Figures({ state }: { state: LedgerState }) {
  const live = useHeadPosition();
  const head = Math.max(state.head, live ?? 0);
  const behind = Math.max(0, ...state.projections.map((each) => each.lag));
  const unproven = Math.max(0, head - state.leaves);
  return (
    <dl className="figures">
      <div>
        <dt>Head</dt>
        <dd className="mono">{int(head)}</dd>
        <dd className="dim small">
          {state.at ? (
            <time dateTime={state.at} title={exact(state.at)}>
              last event {ago(state.at)}
            </time>
          ) : (
            "no event yet"
          )}
        </dd>
      </div>
      <div>
        <dt>In the chain</dt>
        <dd className="mono">{int(state.leaves)}</dd>
        <dd className="dim small">
          {unproven ? `${int(unproven)} to be added` : "every event has its leaf"}
        </dd>
      </div>
      <div>
        <dt>Lists behind</dt>
        <dd className="num">{behind ? `${int(behind)} events` : "Up to date"}</dd>
        <dd className="dim small">the slowest projection</dd>
      </div>
      <div>
        <dt>Ledger</dt>
        <dd className="mono" title={state.ledger}>
          {shortHash(state.ledger)}
        </dd>
        <dd className="dim small">its own name, in every leaf</dd>
      </div>
    </dl>
  );
}

function Reactions({ state }: { state: LedgerState }) {
  if (!state.reactions.length) return null;
  return (
    <TableCard
      name="Reactions"
      headings={["Name", { right: "Position" }, { right: "Behind" }, "Held by"]}
    >
      {state.reactions.map((each) => (
        <tr key={each.name}>
          <th scope="row">{each.name}</th>
          <td className="right mono">{int(each.position)}</td>
          <td className="right num">
            <Lag lag={each.lag} since={each.since ?? null} />
          </td>
          <td className="dim">{each.holder ?? "nobody at this moment"}</td>
        </tr>
      ))}
    </TableCard>
  );
}
