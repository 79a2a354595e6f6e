/** The fields of a type, in their order: each belongs to the firm, and the type says when it is needed. */
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import type { CaseType, Field } from "../../api/types";
import { useFields, useMay } from "../../lib/meta";
import { useSettingsAct } from "../../lib/settingsAct";
import { ActsMenu } from "../../ui/ActsMenu";
import { IconCheck, IconLink, IconPlus } from "../../ui/icons";
import { IconRemove } from "../../ui/iconsOfPages";
import { MayButton } from "../../ui/MayButton";
import { OrderList } from "../../ui/OrderList";
import { Empty } from "../../ui/States";
import { kindWords } from "./fieldKinds";
import { EDIT, useWhyNot } from "./Reading";

const NewFieldDialog = lazy(async () => ({ default: (await import("./NewFieldDialog")).NewFieldDialog }));
const BindDialog = lazy(async () => ({ default: (await import("./BindDialogs")).BindDialog }));
const RequireDialog = lazy(async () => ({ default: (await import("./BindDialogs")).RequireDialog }));
const UnbindDialog = lazy(async () => ({ default: (await import("./BindDialogs")).UnbindDialog }));

/** A field as this type has it. */
export interface BoundField {
  key: string;
  name: string;
  field: Field | undefined;
  required: boolean;
  required_from: string | null;
}

type Asked = { what: "new" | "existing" } | { what: "require" | "unbind"; bound: BoundField } | null;

export function TypeFieldsTab({ type }: { type: CaseType }) {
  const fields = useFields();
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  const bound = type.fields.map(({ key, required, required_from }) => {
    const field = fields.find((each) => each.key === key);
    return { key, name: field?.label ?? key, field, required, required_from };
  });
  return (
    <>
      <section className="card" aria-labelledby="fields">
        <header className="wrap">
          <h2 id="fields">Fields of its own</h2>
          <span className="dim small grow">beside those that every case has</span>
          <MayButton permission={EDIT} className="button small" onClick={() => setAsked({ what: "existing" })}>
            <IconLink size={13} />
            Add existing field
          </MayButton>
          <MayButton permission={EDIT} className="button small" onClick={() => setAsked({ what: "new" })}>
            <IconPlus size={13} />
            New field
          </MayButton>
        </header>
        {bound.length ? (
          <Ordered type={type} bound={bound} ask={setAsked} />
        ) : (
          <Empty title="No fields of its own">
            Cases of this type have the fields that every case has: court, dates, source and so on.
          </Empty>
        )}
      </section>
      <Suspense>
        {asked?.what === "new" && <NewFieldDialog type={type} close={close} />}
        {asked?.what === "existing" && <BindDialog type={type} close={close} />}
        {asked?.what === "require" && <RequireDialog type={type} bound={asked.bound} close={close} />}
        {asked?.what === "unbind" && <UnbindDialog type={type} bound={asked.bound} close={close} />}
      </Suspense>
    </>
  );
}

interface ListProps {
  type: CaseType;
  bound: BoundField[];
  ask: (asked: Asked) => void;
}

function Ordered({ type, bound, ask }: ListProps) {
  const may = useMay(EDIT);
  const { mutateAsync } = useSettingsAct();
  const reorder = (order: string[]) =>
    mutateAsync({
      command: "reorder-fields",
      body: { type_id: type.id, order },
    });
  return (
    <OrderList label="Fields" items={bound} locked={!may} onOrder={reorder}>
      {(each) => <BoundRow type={type} bound={each} ask={ask} />}
    </OrderList>
  );
}

function BoundRow({ type, bound, ask }: { type: CaseType; bound: BoundField; ask: (asked: Asked) => void }) {
  const why = useWhyNot();
  const { field, name, required } = bound;
  return (
    <>
      <div className="grow stack tight">
        <div className="row wrap">
          {field?.id ? (
            <Link to="/settings/fields/$id" params={{ id: field.id }} className="row-name named">
              {name}
            </Link>
          ) : (
            <span className="row-name">{name}</span>
          )}
          {required && <span className="badge">{needed(bound, type)}</span>}
          {field?.retired && <span className="badge">Retired</span>}
        </div>
        <div className="dim small row wrap">
          {field && (
            <span>
              {kindWords(field)} · {field.group}
            </span>
          )}
          <span className="mono">{bound.key}</span>
        </div>
      </div>
      <ActsMenu
        label={`More about ${name}`}
        acts={[
          { label: "When it is needed…", icon: <IconCheck size={14} />, run: () => ask({ what: "require", bound }), why },
          { label: "Take from this type…", icon: <IconRemove size={14} />, run: () => ask({ what: "unbind", bound }), why },
        ]}
      />
    </>
  );
}

export function needed({ required, required_from }: BoundField, type: CaseType): string {
  if (!required) return "Not required";
  const since = type.statuses.find((each) => each.key === required_from)?.name;
  return since ? `Required from ${since}` : "Required";
}
