/** The fields of the firm, its own first: what each is, and which types have it. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { fieldsQuery } from "../../api/reads/firm";
import type { Field } from "../../api/types";
import { useCaseTypes } from "../../lib/meta";
import { IconPlus } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { Empty, Failed, Loading } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { kindWords } from "./fieldKinds";
import { EDIT, ReadingOnly } from "./Reading";

const NewFieldDialog = lazy(async () => ({ default: (await import("./NewFieldDialog")).NewFieldDialog }));

export function FieldsPage() {
  const { data, error, isPending, refetch } = useQuery(fieldsQuery("case"));
  const [adding, setAdding] = useState(false);
  const [words, setWords] = useState("");
  const found = (data ?? []).filter((each) =>
    `${each.label} ${each.key} ${each.group}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  const [own, builtIn] = [found.filter((each) => !each.built_in), found.filter((each) => each.built_in)];
  const add = (
    <MayButton permission={EDIT} className="button main" onClick={() => setAdding(true)}>
      <IconPlus size={14} />
      New field
    </MayButton>
  );
  return (
    <>
      <TopOfPage title="Fields" actions={add} />
      <div className="page">
        <div className="page-in" aria-busy={isPending}>
          <ReadingOnly />
          {isPending && <Loading lines={8} label="Loading fields" />}
          {error && <Failed what="The fields" error={error} retry={() => void refetch()} />}
          {data && (
            <>
              <input
                type="search"
                className="input find-field"
                aria-label="Find a field"
                placeholder="Find a field"
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
              <Table id="own" title="Of this firm" fields={own} none={words ? "No field is called like that" : null} add={add} />
              {(builtIn.length > 0 || !words) && <Table id="built-in" title="Of every case" fields={builtIn} />}
            </>
          )}
        </div>
      </div>
      <Suspense>{adding && <NewFieldDialog close={() => setAdding(false)} />}</Suspense>
    </>
  );
}

interface TableProps {
  id: string;
  title: string;
  fields: Field[];
  none?: string | null;
  add?: React.ReactNode;
}

function Table({ id, title, fields, none, add }: TableProps) {
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <span className="count">{fields.length}</span>
      </header>
      {fields.length ? (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={`${title}, table`}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Label</th>
                <th scope="col">Kind</th>
                <th scope="col">Group</th>
                <th scope="col">{add ? "Types" : "Key"}</th>
                <th scope="col">Found by search</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <FieldRow key={field.key} field={field} />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Empty title={none ?? "The firm has no fields of its own yet"} action={none ? undefined : add}>
          {none ? null : "Make one here, or on the page of a case type. One field may serve several types."}
        </Empty>
      )}
    </section>
  );
}

function FieldRow({ field }: { field: Field }) {
  const types = useCaseTypes().filter((type) => type.fields.some((each) => each.key === field.key));
  return (
    <tr>
      <th scope="row">
        {field.id ? (
          <Link to="/settings/fields/$id" params={{ id: field.id }} className="named">
            {field.label}
          </Link>
        ) : (
          field.label
        )}
        {field.retired && <span className="badge beside">Retired</span>}
      </th>
      <td>{kindWords(field)}</td>
      <td>{field.group}</td>
      {field.built_in ? (
        <td className="mono">{field.key}</td>
      ) : (
        <td>{types.map((each) => each.name).join(", ") || <span className="dim">None</span>}</td>
      )}
      <td>{field.searchable ? "Yes" : <span className="dim">No</span>}</td>
    </tr>
  );
}
