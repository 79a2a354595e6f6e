/** The projections: how far each is; each is paused, resumed, or built anew beside what serves. */
import { lazy, Suspense, useState } from "react";
import type { LedgerState, Projection } from "../../api/types";
import { int } from "../../lib/format";
import { IconStatus } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { Progress } from "../../ui/Progress";
import { TableCard } from "../../ui/Table";
import { Lag } from "./Lag";
import type { Deed } from "./useOperate";

const OperateDialog = lazy(() => import("./OperateDialog"));

const STATES: Record<Projection["state"], { word: string; tone: string }> = {
  live: { word: "Live", tone: "var(--live)" },
  behind: { word: "Behind", tone: "var(--c-amber)" },
  rebuilding: { word: "Rebuilding", tone: "var(--c-blue)" },
  stopped: { word: "Stopped", tone: "var(--danger)" },
  paused: { word: "Paused", tone: "var(--c-amber)" },
};

export function Projections({ state }: { state: LedgerState }) {
  const [deed, setDeed] = useState<Deed | null>(null);
  return (
    <>
      <TableCard
        name="Projections"
        count={state.projections.length}
        headings={[
          "Name",
          "State",
          { right: "Version" },
          { right: "Position" },
          { right: "Behind" },
          { sr: "Actions" },
        ]}
      >
        {state.projections.map((each) => (
          <Row key={each.name} projection={each} operate={setDeed} />
        ))}
      </TableCard>
      <Suspense>
        {deed && <OperateDialog deed={deed} head={state.head} close={() => setDeed(null)} />}
      </Suspense>
    </>
  );
}

function Row({ projection, operate }: { projection: Projection; operate: (deed: Deed) => void }) {
  const { name, state, version, position, lag, since, error, rebuilding } = projection;
  const { word, tone } = STATES[state];
  const turn = error ? "resume" : "pause";
  return (
    <>
      <tr>
        <th scope="row">
          {name}
          {error && <div className={state === "paused" ? "dim small" : "field-error"}>{error}</div>}
        </th>
        <td>
          <span className="row" style={{ gap: 0 }}>
            <i className="dot" aria-hidden style={{ "--tone": tone } as React.CSSProperties} />
            {word}
          </span>
        </td>
        <td className="right num">{version}</td>
        <td className="right mono">{int(position)}</td>
        <td className="right num">
          <Lag lag={lag} since={since ?? null} />
        </td>
        <td className="right">
          <span className="row end">
            <MayButton
              permission="ledger.operate"
              className="button small ghost"
              aria-label={`${error ? "Resume" : "Pause"} ${name}`}
              onClick={() => operate({ name, act: turn })}
            >
              {error ? "Resume" : "Pause"}
            </MayButton>
            <MayButton
              permission="ledger.operate"
              className="button small"
              aria-label={`Rebuild ${name}`}
              disabled={Boolean(rebuilding)}
              onClick={() => operate({ name, act: "rebuild" })}
            >
              <IconStatus size={14} />
              Rebuild
            </MayButton>
          </span>
        </td>
      </tr>
      {rebuilding && (
        <tr>
          <td colSpan={6}>
            <div className="stack" style={{ gap: 4 }}>
              <Progress
                label={`Rebuild of ${name}`}
                done={rebuilding.position}
                total={rebuilding.head}
              />
              <span className="dim small num">
                Version {rebuilding.version} is being built beside the one that serves:{" "}
                {int(rebuilding.position)} of {int(rebuilding.head)} events.
              </span>
            </div>
          </td>
        </tr>
      )}
    </>
  );
}
