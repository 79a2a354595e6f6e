/** One field of the firm: what it says, its options, the types that have it, and its history. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { fieldsQuery } from "../../api/reads/firm";
import type { Field, Plain } from "../../api/types";
import { count } from "../../lib/format";
import { useCaseTypes, useMay } from "../../lib/meta";
import { useArrival, useTitle } from "../../lib/place";
import { useSettingsAct } from "../../lib/settingsAct";
import { FormErrors } from "../../ui/errors";
import { FormDialog } from "../../ui/FormDialog";
import { History } from "../../ui/History";
import { InlineField } from "../../ui/InlineField";
import { MayButton } from "../../ui/MayButton";
import { Empty, Failed, Loading } from "../../ui/States";
import { isChoice, kindWords } from "./fieldKinds";
import { Impact, many, total, used, useFieldUse, useLiveUses } from "./Impact";
import { OptionsCard } from "./OptionsCard";
import { EDIT, ReadingOnly } from "./Reading";

/** A field that the firm defined: it has an id. */
export type OwnField = Field & { id: string };

export function FieldPage() {
  const { id } = useParams({ from: "/frame/settings/fields/$id" });
  const { data, error, isPending, refetch } = useQuery(fieldsQuery("case"));
  const field = data?.find((each) => each.id === id);
  if (error && !data) return <Failed what="This field" error={error} retry={() => void refetch()} />;
  return (
    <div className="page" aria-busy={isPending}>
      {field && <OneField field={{ ...field, id }} />}
      {isPending && (
        <div className="page-in">
          <Loading lines={8} label="Loading the field" />
        </div>
      )}
      {data && !field && (
        <Empty title="There is no such field">
          <Link to="/settings/fields" className="link">
            All fields
          </Link>
        </Empty>
      )}
    </div>
  );
}

function OneField({ field }: { field: OwnField }) {
  useTitle(field.label);
  useLiveUses();
  const heading = useArrival();
  return (
    <>
      <nav className="crumb" aria-label="Breadcrumb">
        <Link to="/settings/fields">Fields</Link>
        <span aria-hidden>/</span>
        <span className="ell">{field.label}</span>
      </nav>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1} className="record-title">
          {field.label}
        </h1>
        <span className="badge">{kindWords(field)}</span>
        {field.retired && <span className="badge">Retired</span>}
        <span className="grow" />
        <LifeButton field={field} />
      </header>
      <div className="page-in two">
        <div className="stack" style={{ gap: 20, alignContent: "start" }}>
          <ReadingOnly />
          <Said field={field} />
          {isChoice(field.kind) && <OptionsCard field={field} />}
          <section className="fact-group">
            <h2>History</h2>
            <History of="field" id={field.id} />
          </section>
        </div>
        <aside className="stack" aria-label="Where it is used" style={{ alignContent: "start" }}>
          <UsedBy field={field} />
        </aside>
      </div>
    </>
  );
}

const FACTS = [
  ["label", "Label", "text"],
  ["group", "Group", "text"],
  ["help", "Help", "text"],
  ["searched", "Found by the search", "yes_no"],
] as const;

function Said({ field }: { field: OwnField }) {
  const may = useMay(EDIT);
  const { mutateAsync } = useSettingsAct();
  const values: Record<string, Plain> = {
    label: field.label,
    group: field.group,
    help: field.help,
    searched: field.searchable,
  };
  return (
    <section className="fact-group">
      <h2>What it says</h2>
      <dl className="facts">
        {FACTS.map(([name, label, kind]) => (
          <div key={name} className="fact">
            <dt>{label}</dt>
            <dd>
              <InlineField
                label={label}
                kind={kind}
                value={values[name] ?? null}
                version={field.version}
                locked={!may}
                save={(value, version) =>
                  mutateAsync({
                    command: "revise-field",
                    body: { field_id: field.id, [name]: value },
                    version,
                    quiet: true,
                  })
                }
              />
            </dd>
          </div>
        ))}
        <div className="fact">
          <dt>Key</dt>
          <dd className="mono">{field.key}</dd>
        </div>
      </dl>
    </section>
  );
}

function UsedBy({ field }: { field: OwnField }) {
  const { data, isError } = useFieldUse(field.id);
  const types = useCaseTypes().filter((type) => type.fields.some((each) => each.key === field.key));
  return (
    <section className="card" aria-labelledby="used">
      <header>
        <h2 id="used">Types that have it</h2>
        <span className="count">{types.length}</span>
      </header>
      <div className="in">
        {types.map((type) => (
          <div key={type.id} className="row">
            <Link to="/settings/case-types/$id" params={{ id: type.id }} search={{ tab: "fields" }} className="named grow ell">
              {type.name}
            </Link>
            {data && <span className="dim small num">{count(used(data.types, type.id).cases, "value")}</span>}
          </div>
        ))}
        {!types.length && <span className="dim">None: no case shows it. Add it on the page of a case type.</span>}
        {isError && <span className="dim small">The values could not be counted.</span>}
      </div>
    </section>
  );
}

function LifeButton({ field }: { field: OwnField }) {
  const [asking, setAsking] = useState(false);
  const { mutate } = useSettingsAct();
  const back = () =>
    mutate({ command: "reinstate-field", body: { field_id: field.id }, says: `${field.label} is back in use` });
  return (
    <>
      <MayButton permission={EDIT} className="button" onClick={() => (field.retired ? back() : setAsking(true))}>
        {field.retired ? "Bring back" : "Retire…"}
      </MayButton>
      {asking && <RetireDialog field={field} close={() => setAsking(false)} />}
    </>
  );
}

function RetireDialog({ field, close }: { field: OwnField; close: () => void }) {
  const told = useSettingsAct();
  const query = useFieldUse(field.id);
  const submit = () =>
    told.mutate(
      { command: "retire-field", body: { field_id: field.id }, says: `${field.label} is retired`, quiet: true },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title={`Retire ${field.label}`}
      close={close}
      submit={submit}
      busy={told.isPending}
      errors={new FormErrors(told.error)}
      act="Retire"
    >
      <p>A retired field takes no new value. Every value is kept, and it can be brought back.</p>
      <Impact pending={query.isLoading} failed={query.isError}>
        {many(total(query.data?.types))} {total(query.data?.types).cases === 1 ? "has" : "have"} a value in it, and{" "}
        {total(query.data?.types).cases === 1 ? "keeps" : "keep"} it.
      </Impact>
    </FormDialog>
  );
}
