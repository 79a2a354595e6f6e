/** The types of case with their statuses and fields, and all fields: to read, not yet to change. */
import { useQuery } from "@tanstack/react-query";
import { caseTypesQuery } from "../../api/reads";
import type { CaseType, Field } from "../../api/types";
import { useFields } from "../../lib/meta";
import { StatusOf } from "../../ui/Chips";
import { Empty, Failed, Loading } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function CaseTypesPage() {
  const { data, error, isPending, refetch } = useQuery(caseTypesQuery);
  return (
    <>
      <TopOfPage title="Case types & fields" />
      <div className="page">
        <div className="page-in" aria-busy={isPending}>
          {isPending && <Loading lines={8} label="Loading case types" />}
          {error && (
            <Failed what="The case types" error={error} retry={() => void refetch()} />
          )}
          {data?.length === 0 && <Empty title="No case types yet" />}
          {data?.map((type) => (
            <TypeCard key={type.id} type={type} />
          ))}
          <Fields />
        </div>
      </div>
    </>
  );
}

function TypeCard({ type }: { type: CaseType }) {
  const fields = useFields();
  return (
    <section className="card" aria-labelledby={`type-${type.id}`}>
      <header>
        <h2 id={`type-${type.id}`}>{type.name}</h2>
        {type.code && <span className="badge">{type.code}</span>}
        {type.retired && <span className="badge">Retired</span>}
      </header>
      <div className="in">
        <div>
          <div className="dim small">Statuses, in the order of work</div>
          <div className="row wrap" style={{ padding: "4px 0" }}>
            {type.statuses.map((status) => (
              <span key={status.key} className="row" style={{ gap: 4 }}>
                <StatusOf status={status} />
                {status.key === type.initial && <span className="dim small">initial</span>}
              </span>
            ))}
          </div>
        </div>
        <div>
          <div className="dim small">Fields of its own</div>
          {type.fields.length ? (
            <ul className="plain-list row wrap" style={{ padding: "4px 0", gap: 12 }}>
              {type.fields.map((bound) => (
                <li key={bound.key}>
                  {fields.find((each) => each.key === bound.key)?.label ?? bound.key}
                  {bound.required && <span className="dim small"> required</span>}
                  {bound.required_from && (
                    <span className="dim small"> required from {bound.required_from}</span>
                  )}
                </li>
              ))}
            </ul>
          ) : (
            <span className="dim">None.</span>
          )}
        </div>
      </div>
    </section>
  );
}

function Fields() {
  const fields = useFields();
  return (
    <section className="card" aria-labelledby="fields">
      <header>
        <h2 id="fields">Fields of a case</h2>
        <span className="count">{fields.length}</span>
      </header>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Fields of a case, table">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Label</th>
              <th scope="col">Key</th>
              <th scope="col">Kind</th>
              <th scope="col">Group</th>
              <th scope="col">Of</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <FieldRow key={field.key} field={field} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function FieldRow({ field }: { field: Field }) {
  const kind = field.kind.replaceAll("_", " ");
  return (
    <tr>
      <th scope="row">{field.label}</th>
      <td className="mono">{field.key}</td>
      <td>
        {kind}
        {field.currency ? ` (${field.currency})` : ""}
      </td>
      <td>{field.group}</td>
      <td className="dim">{field.built_in ? "every firm" : "this firm"}</td>
    </tr>
  );
}
