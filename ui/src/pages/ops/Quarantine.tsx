/** What the projections have set aside: by its error, record by record, each to be taken in again. */
import { lazy, Suspense, useState } from "react";
import type { LedgerState } from "../../api/types";
import { count, int } from "../../lib/format";
import { MayButton } from "../../ui/MayButton";
import { TableCard } from "../../ui/Table";
import type { Deed } from "./useOperate";

const OperateDialog = lazy(() => import("./OperateDialog"));

type Aside = LedgerState["quarantine"][number];

interface Asked {
  deed: Deed;
  aside: number;
}

export function Quarantine({ state }: { state: LedgerState }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { quarantine: rows, set_aside: all } = state;
  const release = (of: Aside, aside: number, which: Deed["which"]) =>
    setAsked({ deed: { name: of.projection, act: "release", which }, aside });
  return (
    <>
      <TableCard
        name="Quarantine"
        count={all}
        headings={[
          "Record",
          "Projection",
          { right: "Event" },
          "Error",
          { right: "Attempts" },
          { sr: "Actions" },
        ]}
        empty="Nothing is set aside. A record whose event cannot be shown waits here, and nothing else waits for it."
        foot={all > rows.length && <p className="in dim small">The oldest {int(rows.length)} are shown.</p>}
      >
        {grouped(rows).map((of) => (
          <Group key={`${of[0].projection} ${of[0].error}`} of={of} release={release} />
        ))}
      </TableCard>
      <Suspense>
        {asked && <OperateDialog {...asked} head={state.head} close={() => setAsked(null)} />}
      </Suspense>
    </>
  );
}

type Same = [Aside, ...Aside[]];

/** Those of one projection with one error together, in the order of the oldest. */
function grouped(rows: Aside[]): Same[] {
  const groups = new Map<string, Same>();
  for (const row of rows) {
    const name = `${row.projection} ${row.error}`;
    const known = groups.get(name);
    if (known) known.push(row);
    else groups.set(name, [row]);
  }
  return [...groups.values()];
}

interface GroupProps {
  of: Same;
  release: (of: Aside, aside: number, which: Deed["which"]) => void;
}

function Group({ of, release }: GroupProps) {
  const [first] = of;
  return (
    <>
      {of.length > 1 && (
        <tr>
          <th scope="row" colSpan={5}>
            {count(of.length, "record")} in {first.projection} with the same error
          </th>
          <td className="right">
            <MayButton
              permission="ledger.operate"
              className="button small"
              aria-label={`Release all ${of.length} of ${first.projection} with this error`}
              onClick={() => release(first, of.length, { error: first.error })}
            >
              Release all
            </MayButton>
          </td>
        </tr>
      )}
      {of.map((each) => (
        <tr key={each.subject}>
          <td className="mono" title={each.subject}>
            {each.subject.slice(0, 8)}
          </td>
          <td>{each.projection}</td>
          <td className="right mono">{int(each.position)}</td>
          <td className="ops-error">{each.error}</td>
          <td className="right num">{each.attempts}</td>
          <td className="right">
            <MayButton
              permission="ledger.operate"
              className="button small ghost"
              aria-label={`Release ${each.subject.slice(0, 8)} in ${each.projection}`}
              onClick={() => release(each, 1, { subject: each.subject })}
            >
              Release
            </MayButton>
          </td>
        </tr>
      ))}
    </>
  );
}
