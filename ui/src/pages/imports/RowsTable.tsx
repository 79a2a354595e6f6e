/** The rows of an import, each with its outcome, its reason and what it changes, before and after. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { importRowsQuery } from "../../api/reads/work";
import type { ImportRow } from "../../api/types";
import { int } from "../../lib/format";
import { choicesOf } from "../../lib/filterWords";
import { written } from "../../lib/kinds";
import { useCaseTypes, useFields, usePeople } from "../../lib/meta";
import { More } from "../../ui/More";
import { ErrorNote, Loading } from "../../ui/States";
import type { Shown } from "./Counts";

interface Props {
  id: string;
  outcome: Shown;
  /** What the outcomes are called: planned or done. */
  words: Record<ImportRow["outcome"], string>;
  /** Nothing was written yet: what would be created cannot be opened. */
  planned?: boolean;
}

export function RowsTable({ id, outcome, words, planned = false }: Props) {
  const query = useInfiniteQuery(importRowsQuery(id, outcome));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="card" aria-label="Rows" aria-busy={query.isFetching}>
      <header>{outcome ? `Rows: ${words[outcome]}` : "All rows"}</header>
      {query.isError && (
        <ErrorNote what="The rows could not be loaded." error={query.error} retry={() => void query.refetch()} />
      )}
      {query.isPending && (
        <div className="in">
          <Loading lines={5} />
        </div>
      )}
      {rows.length > 0 && (
        <div className="table-scroll">
          <table className="table rows-table">
            <thead>
              <tr>
                <th scope="col" className="right">
                  Row
                </th>
                <th scope="col">Outcome</th>
                <th scope="col">What and why</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.row} row={row} words={words} planned={planned} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.data && !rows.length && <p className="in dim">No such row.</p>}
      <More query={query} small className="in">More rows</More>
    </section>
  );
}

const MOST_SHOWN = 6;

interface RowProps {
  row: ImportRow;
  words: Props["words"];
  planned: boolean;
}

function Row({ row, words, planned }: RowProps) {
  const more = row.changes.length - MOST_SHOWN;
  return (
    <tr>
      <td className="right num">{int(row.row)}</td>
      <td>
        <span className="verdict outcome-tag" data-outcome={row.outcome}>
          {words[row.outcome]}
        </span>
      </td>
      <td>
        {row.reason && <p>{row.reason}</p>}
        {row.warnings.map((says) => (
          <p key={says} className="warn-ink">
            {says}
          </p>
        ))}
        <p className="row wrap small">
          {row.changes.slice(0, MOST_SHOWN).map((change, i) => (
            <Changed key={i} {...change} />
          ))}
          {more > 0 && <span className="dim">and {more} more</span>}
          {!row.changes.length && !row.reason && <Values values={row.values} />}
        </p>
        {!(planned && row.outcome === "create") && row.outcome !== "fail" && <Links row={row} />}
      </td>
    </tr>
  );
}

function Changed({ name, label, before, after }: ImportRow["changes"][number]) {
  const field = useFields().find((each) => each.key === name);
  const known = { types: useCaseTypes(), people: usePeople() };
  const options = field && choicesOf(field, known);
  // As it is where no field is known, such as of what the import would make.
  const kind = options?.length ? "select" : "text";
  const words = (value: typeof before) => written(value, { kind, options });
  const had = before !== null && before !== "";
  return (
    <span className="changed">
      <span className="dim">{field?.label ?? label}</span>{" "}
      {had && (
        <>
          <span className="diff-value before">
            <span className="sr">from </span>
            {words(before)}
          </span>{" "}
          <span aria-hidden>→</span>{" "}
        </>
      )}
      <span className="diff-value after">
        <span className="sr">{had ? "to " : ""}</span>
        {words(after)}
      </span>
    </span>
  );
}

const Values = ({ values }: { values: ImportRow["values"] }) => (
  <span className="dim">
    {Object.values(values)
      .filter((value) => value !== null && value !== "")
      .slice(0, MOST_SHOWN)
      .map(String)
      .join(" · ")}
  </span>
);

function Links({ row }: { row: ImportRow }) {
  return (
    <>
      {row.case && (
        <Link className="link small" to="/cases/$id" params={{ id: row.case }} search={{}}>
          Open the case
        </Link>
      )}
      {row.contact && !row.case && (
        <Link className="link small" to="/contacts/$id" params={{ id: row.contact }} search={{}}>
          Open the contact
        </Link>
      )}
    </>
  );
}
