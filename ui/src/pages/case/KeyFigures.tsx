/** The four figures one looks for first. */
import type { ReactNode } from "react";
import type { CaseDetail } from "../../api/types";
import { ago, away, day, exact, int, localDay, NOTHING } from "../../lib/format";
import { written } from "../../lib/kinds";
import type { Seen } from "./seen";

const DAY_MS = 86_400_000;

export function KeyFigures({ seen }: { seen: Seen }) {
  const { case: row } = seen.detail;
  const until = seen.past ? (seen.detail.as_of?.at ?? row.updated_at) : new Date().toISOString();
  return (
    <dl className="figures">
      <Worth detail={seen.detail} />
      <Figure label="Next court date" beside={row.court_date && !seen.past ? away(row.court_date) : ""}>
        {row.court_date ? day(row.court_date) : NOTHING}
      </Figure>
      <Figure label={row.end_date ? "Closed" : "Open for"} beside={openBeside(row)}>
        {row.end_date ? day(row.end_date) : daysOpen(row, until)}
      </Figure>
      <Figure label="Last change">
        <time dateTime={row.updated_at} title={exact(row.updated_at)}>
          {seen.past ? localDay(row.updated_at) : ago(row.updated_at)}
        </time>
      </Figure>
    </dl>
  );
}

/** What the case is worth, when its type keeps an amount; else who its client is. */
function Worth({ detail }: { detail: CaseDetail }) {
  const amount = detail.fields.find((each) => each.kind === "currency");
  if (!amount) return <Figure label="Primary client">{detail.case.client_name ?? NOTHING}</Figure>;
  return <Figure label={amount.label}>{written(amount.value, amount)}</Figure>;
}

interface Dates {
  created_date: string | null;
  opened_at: string;
}

const begun = (row: Dates): string => row.created_date ?? row.opened_at;

const openBeside = (row: Dates): string =>
  `since ${row.created_date ? day(row.created_date) : localDay(row.opened_at)}`;

function daysOpen(row: Dates, until: string): string {
  const days = Math.max(0, Math.floor((Date.parse(until) - Date.parse(begun(row))) / DAY_MS));
  return days === 1 ? "1 day" : `${int(days)} days`;
}

function Figure(props: { label: string; beside?: string | null; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd className="num">
        <span className="ell">{props.children}</span>
        {props.beside && <small>{props.beside}</small>}
      </dd>
    </div>
  );
}
