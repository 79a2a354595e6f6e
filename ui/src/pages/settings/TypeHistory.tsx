/** The history of a type; any moment of it can be looked at, beside what it is now or was at another. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { typeThenQuery } from "../../api/reads/firm";
import type { CaseType, TypeThen } from "../../api/types";
import { exact } from "../../lib/format";
import { first } from "../../lib/search";
import { typeDifferences, type Pictured } from "../../lib/typeDiff";
import { useFields } from "../../lib/meta";
import { StatusOf } from "../../ui/Chips";
import { Diff } from "../../ui/Diff";
import { History } from "../../ui/History";
import { IconHistory } from "../../ui/icons";
import { ErrorNote, Loading } from "../../ui/States";
import { useTypePlace } from "./CaseTypePage";
import { kindWords } from "./fieldKinds";

export function TypeHistory({ type }: { type: CaseType }) {
  const { search, go } = useTypePlace();
  const asOf = first(search.as_of);
  return (
    <>
      {asOf && <Then type={type} asOf={asOf} />}
      <section className="fact-group">
        <h2>Every change</h2>
        <History
          of="case-type"
          id={type.id}
          acts={(entry) => (
            <>
              {asOf && asOf !== String(entry.position) && (
                <button
                  type="button"
                  className="button small ghost"
                  aria-label={`Compare with the type as of ${exact(entry.at)}`}
                  onClick={() => go({ compare: String(entry.position) })}
                >
                  Compare
                </button>
              )}
              <button
                type="button"
                className="button small ghost"
                aria-label={`View the type as of ${exact(entry.at)}`}
                onClick={() => go({ as_of: String(entry.position), compare: undefined })}
              >
                <IconHistory size={14} />
                <span className="wide-only">View as of</span>
              </button>
            </>
          )}
        />
      </section>
    </>
  );
}

function Then({ type, asOf }: { type: CaseType; asOf: string }) {
  const { search, go } = useTypePlace();
  const other = first(search.compare);
  const { data, error, isPending, refetch } = useQuery(typeThenQuery(type.id, asOf));
  const heading = useRef<HTMLHeadingElement>(null);
  // It stands above the long list it was chosen from.
  useEffect(() => heading.current?.focus(), [asOf, other]);
  return (
    <section className="card past" aria-labelledby="then" aria-busy={isPending}>
      <header className="wrap">
        <h2 id="then" ref={heading} tabIndex={-1}>{data ? `As of ${exact(data.as_of.at)}` : "As it was"}</h2>
        <span className="grow" />
        {other && (
          <button type="button" className="button small ghost" onClick={() => go({ compare: undefined })}>
            Compare with now
          </button>
        )}
        <button type="button" className="button small" onClick={() => go({ as_of: undefined, compare: undefined })}>
          Return to now
        </button>
      </header>
      <div className="in">
        {isPending && <Loading lines={4} />}
        {error && <ErrorNote what="That moment could not be loaded." error={error} retry={() => void refetch()} />}
        {data && <Picture of={data} />}
        {data && (other ? <Compared then={data} id={type.id} asOf={other} /> : <Since then={data} type={type} />)}
      </div>
    </section>
  );
}

function Picture({ of: { case_type, fields } }: { of: TypeThen }) {
  return (
    <>
      <div className="row wrap">
        <b>{case_type.name}</b>
        <span className="badge">{case_type.code}</span>
        {case_type.retired && <span className="badge">Retired</span>}
      </div>
      <div className="row wrap" style={{ gap: 4 }}>
        {case_type.statuses.map((status) => (
          <StatusOf key={status.key} status={status} />
        ))}
      </div>
      {fields.length > 0 && (
        <p className="dim small">
          Fields: {fields.map((each) => `${each.label} (${kindWords(each).toLowerCase()})`).join(", ")}
        </p>
      )}
    </>
  );
}

function Since({ then, type }: { then: TypeThen; type: CaseType }) {
  const now = { case_type: type, fields: useFields() };
  return <Differences says="What changed since" then={then} later={now} />;
}

/** The earlier of both moments comes first, whichever was chosen first. */
function Compared({ then, id, asOf }: { then: TypeThen; id: string; asOf: string }) {
  const { data, error, isPending, refetch } = useQuery(typeThenQuery(id, asOf));
  if (isPending) return <Loading lines={2} />;
  if (error) return <ErrorNote what="That moment could not be loaded." error={error} retry={() => void refetch()} />;
  const [before, after] = then.as_of.position < data.as_of.position ? [then, data] : [data, then];
  const says = `What changed between ${exact(before.as_of.at)} and ${exact(after.as_of.at)}`;
  return <Differences says={says} then={before} later={after} />;
}

function Differences({ says, then, later }: { says: string; then: Pictured; later: Pictured }) {
  const changes = typeDifferences(then, later);
  return (
    <section aria-label={says}>
      <h3>{says}</h3>
      {changes.length ? (
        <div className="diffs">
          {changes.map((change) => (
            <Diff key={change.name} change={change} />
          ))}
        </div>
      ) : (
        <p className="dim">Nothing: the type was the same.</p>
      )}
    </section>
  );
}
