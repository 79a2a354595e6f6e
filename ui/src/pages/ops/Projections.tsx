/** The projections: how far each is, and building one anew beside the one that serves. */
import { lazy, Suspense, useState } from "react";
import type { LedgerState, Projection } from "../../api/types";
import { int } from "../../lib/format";
import { IconStatus } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { Progress } from "../../ui/Progress";
import { TableCard } from "../../ui/Table";

const RebuildDialog = lazy(() => import("./RebuildDialog"));

const STATES: Record<Projection["state"], { word: string; tone: string }> = {
  live: { word: "Live", tone: "var(--live)" },
  behind: { word: "Behind", tone: "var(--c-amber)" },
  rebuilding: { word: "Rebuilding", tone: "var(--c-blue)" },
  stopped: { word: "Stopped", tone: "var(--danger)" },
};

export function Projections({ state }: { state: LedgerState }) {
  const [chosen, setChosen] = useState<Projection | null>(null);
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
          <Row key={each.name} projection={each} rebuild={() => setChosen(each)} />
        ))}
      </TableCard>
      <Suspense>
        {chosen && (
          <RebuildDialog projection={chosen} head={state.head} close={() => setChosen(null)} />
        )}
      </Suspense>
    </>
  );
}

function Row({ projection, rebuild }: { projection: Projection; rebuild: () => void }) {
  const { name, state, version, position, lag, error, rebuilding } = projection;
  const { word, tone } = STATES[state];
  return (
    <>
      <tr>
        <th scope="row">
          {name}
          {error && <div className="field-error">{error}</div>}
        </th>
        <td>
          <span className="row" style={{ gap: 0 }}>
            <i className="dot" aria-hidden style={{ "--tone": tone } as React.CSSProperties} />
            {word}
          </span>
        </td>
        <td className="right num">{version}</td>
        <td className="right mono">{int(position)}</td>
        <td className="right num">{lag ? int(lag) : "–"}</td>
        <td className="right">
          <MayButton
            permission="ledger.operate"
            className="button small"
            aria-label={`Rebuild ${name}`}
            disabled={Boolean(rebuilding)}
            onClick={rebuild}
          >
            <IconStatus size={14} />
            Rebuild
          </MayButton>
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

export function Quarantine({ rows }: { rows: LedgerState["quarantine"] }) {
  return (
    <TableCard
      name="Quarantine"
      count={rows.length}
      headings={["Subject", "Projection", { right: "Event" }, "Error", { right: "Attempts" }]}
      empty="Nothing is set aside. A record whose event cannot be shown waits here, and nothing else waits for it."
    >
      {rows.map((each) => (
        <tr key={`${each.projection} ${each.subject}`}>
          <th scope="row" className="mono">
            {each.subject.slice(0, 8)}
          </th>
          <td>{each.projection}</td>
          <td className="right mono">{int(each.position)}</td>
          <td>{each.error}</td>
          <td className="right num">{each.attempts}</td>
        </tr>
      ))}
    </TableCard>
  );
}
