/** The projections: how far each is, and building one anew beside the one that serves. */
import { lazy, Suspense, useState } from "react";
import type { LedgerState, Projection } from "../../api/types";
import { int } from "../../lib/format";
import { IconStatus } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { Progress } from "../../ui/Progress";

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
    <section className="card" aria-labelledby="projections">
      <header>
        <h2 id="projections">Projections</h2>
        <span className="count">{state.projections.length}</span>
      </header>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Projections, table">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">State</th>
              <th scope="col" className="right">
                Version
              </th>
              <th scope="col" className="right">
                Position
              </th>
              <th scope="col" className="right">
                Behind
              </th>
              <th scope="col">
                <span className="sr">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {state.projections.map((each) => (
              <Row key={each.name} projection={each} rebuild={() => setChosen(each)} />
            ))}
          </tbody>
        </table>
      </div>
      <Suspense>
        {chosen && (
          <RebuildDialog projection={chosen} head={state.head} close={() => setChosen(null)} />
        )}
      </Suspense>
    </section>
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
    <section className="card" aria-labelledby="quarantine">
      <header>
        <h2 id="quarantine">Quarantine</h2>
        <span className="count">{rows.length}</span>
      </header>
      {rows.length ? (
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Quarantine, table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Subject</th>
                <th scope="col">Projection</th>
                <th scope="col" className="right">
                  Event
                </th>
                <th scope="col">Error</th>
                <th scope="col" className="right">
                  Attempts
                </th>
              </tr>
            </thead>
            <tbody>
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
            </tbody>
          </table>
        </div>
      ) : (
        <div className="in dim">
          Nothing is set aside. A record whose event cannot be shown waits here, and nothing else
          waits for it.
        </div>
      )}
    </section>
  );
}
