/** What would happen, in figures: each outcome with its reasons, and what differs by now. */
import { Link } from "@tanstack/react-router";
import type { Bulk } from "../../api/types";
import { OUTCOMES, PLANNED } from "../../lib/bulk";
import { count, int } from "../../lib/format";
import { Progress } from "../../ui/Progress";
import { Takes } from "./Takes";

type Reason = Bulk["reasons"][number];

/** The first few cases of a reason, to be looked at without losing the dialog. */
export function Examples({ of: { examples, cases } }: { of: Reason }) {
  if (!examples?.length) return null;
  const more = cases - examples.length;
  return (
    <span className="examples dim small">
      {examples.map((each, at) => (
        <span key={each.case}>
          {at > 0 && ", "}
          <Link className="link" to="/cases/$id" params={{ id: each.case }} search={{}} target="_blank" title={each.name}>
            {each.number}
          </Link>
        </span>
      ))}
      {more > 0 && ` and ${int(more)} more`}
    </span>
  );
}

export function BulkPlan({ bulk, again }: { bulk: Bulk; again: () => void }) {
  if (bulk.state === "planning") {
    const { done = 0, total = bulk.cases } = bulk.progress ?? {};
    return <Progress label="Dry run" done={done} total={total || bulk.cases} />;
  }
  const shown = OUTCOMES.filter((each) => each === "changed" || bulk.counts[each]);
  return (
    <>
      <dl className="plan" aria-label="What would happen">
        {shown.map((outcome) => (
          <div key={outcome} data-outcome={outcome}>
            <dt>{PLANNED[outcome]}</dt>
            <dd className="num">{int(bulk.counts[outcome] ?? 0)}</dd>
            {outcome === "changed" && <ByType bulk={bulk} />}
            {bulk.reasons
              .filter((each) => each.outcome === outcome)
              .map((each) => (
                <dd key={each.reason} className="why">
                  <span>
                    {each.says}
                    <Examples of={each} />
                  </span>
                  <span className="num">{int(each.cases)}</span>
                </dd>
              ))}
          </div>
        ))}
      </dl>
      <Differs bulk={bulk} again={again} />
      <p className="small dim">
        Just these cases, as they are now: one that is changed before its turn is left alone.{" "}
        <Link className="link" to="/operations/$id" params={{ id: bulk.id }}>
          See each case
        </Link>
      </p>
    </>
  );
}

/** Which type takes which status, where there are several. */
function ByType({ bulk: { by_type } }: { bulk: Bulk }) {
  if (by_type.length < 2) return null;
  return by_type
    .filter(({ status, counts }) => status && counts.changed)
    .map((each) => (
      <dd key={each.type} className="why">
        <Takes of={each} />
        <span className="num">{int(each.counts.changed!)}</span>
      </dd>
    ));
}

function Differs({ bulk, again }: { bulk: Bulk; again: () => void }) {
  const { more = 0, fewer = 0 } = bulk.differs ?? {};
  if (!more && !fewer) return null;
  const says = [more && `${count(more, "more case", "more cases")} match by now`, fewer && `${int(fewer)} no longer do`];
  return (
    <div className="case-note warn row wrap" role="status">
      <span className="grow">{says.filter(Boolean).join("; ")}. They are not part of this.</span>
      <button type="button" className="button small" onClick={again}>
        Check again
      </button>
    </div>
  );
}
