/** The types of case in the firm's order: added, made after another or of a file, renamed, ordered, retired. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { spell } from "../../api/client";
import { causedPosition } from "../../api/position";
import { caseTypesQuery } from "../../api/reads/firm";
import type { CaseType } from "../../api/types";
import { count } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { save } from "../../lib/saving";
import { useSettingsAct } from "../../lib/settingsAct";
import { ActsMenu } from "../../ui/ActsMenu";
import { StatusOf } from "../../ui/Chips";
import { IconArchive, IconDownload, IconEdit, IconImport, IconPlus, IconUndo } from "../../ui/icons";
import { IconCopy } from "../../ui/iconsOfPages";
import { MayButton } from "../../ui/MayButton";
import { OrderList } from "../../ui/OrderList";
import { Empty, Failed, Loading } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { EDIT, ReadingOnly, useWhyNot } from "./Reading";

const TypeNameDialog = lazy(async () => ({ default: (await import("./TypeDialogs")).TypeNameDialog }));
const ImportTypeDialog = lazy(async () => ({ default: (await import("./ImportTypeDialog")).ImportTypeDialog }));
const RetireTypeDialog = lazy(async () => ({ default: (await import("./TypeDialogs")).RetireTypeDialog }));

export type Asking = { what: "add" | "import" } | { what: "rename" | "duplicate" | "retire"; type: CaseType } | null;

export function CaseTypesPage() {
  const { data, error, isPending, refetch } = useQuery(caseTypesQuery);
  const [asking, setAsking] = useState<Asking>(null);
  const add = (
    <MayButton permission={EDIT} className="button main" onClick={() => setAsking({ what: "add" })}>
      <IconPlus size={14} />
      New case type
    </MayButton>
  );
  return (
    <>
      <TopOfPage
        title="Case types"
        actions={
          <>
            <MayButton permission={EDIT} className="button" onClick={() => setAsking({ what: "import" })}>
              <IconImport size={14} />
              Import from file…
            </MayButton>
            {add}
          </>
        }
      />
      <div className="page">
        <div className="page-in" aria-busy={isPending}>
          <ReadingOnly />
          {isPending && <Loading lines={8} label="Loading case types" />}
          {error && <Failed what="The case types" error={error} retry={() => void refetch()} />}
          {data?.length === 0 && (
            <Empty title="No case types yet" action={add}>
              A type of case has its own statuses and fields. Every case has one.
            </Empty>
          )}
          {data && data.length > 0 && <Types types={data} ask={setAsking} />}
        </div>
      </div>
      <TypeAsked asking={asking} close={() => setAsking(null)} />
    </>
  );
}

function Types({ types, ask }: { types: CaseType[]; ask: (asking: Asking) => void }) {
  const may = useMay(EDIT);
  const { mutateAsync } = useSettingsAct();
  const [current, retired] = [types.filter((each) => !each.retired), types.filter((each) => each.retired)];
  const reorder = (ids: string[]) => {
    const order = [...ids, ...retired.map((each) => each.id)];
    return mutateAsync({ command: "reorder-case-types", body: { order } });
  };
  const items = current.map((type) => ({ key: type.id, name: type.name, type }));
  return (
    <>
      <section className="card" aria-labelledby="current">
        <header>
          <h2 id="current">In use</h2>
          <span className="count">{current.length}</span>
          <span className="dim small grow">in the order that menus show</span>
        </header>
        <OrderList label="Case types in use" items={items} locked={!may} onOrder={reorder}>
          {({ type }) => <TypeRow type={type} ask={ask} />}
        </OrderList>
        {!current.length && <p className="in dim">Every type is retired: no new case can be opened.</p>}
      </section>
      {retired.length > 0 && (
        <section className="card" aria-labelledby="retired">
          <header>
            <h2 id="retired">Retired</h2>
            <span className="count">{retired.length}</span>
          </header>
          <ul className="order plain-list" aria-label="Retired case types">
            {retired.map((type) => (
              <li key={type.id} className="order-row">
                <TypeRow type={type} ask={ask} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function TypeRow({ type, ask }: { type: CaseType; ask: (asking: Asking) => void }) {
  return (
    <>
      <div className="grow stack tight">
        <div className="row wrap">
          <Link to="/settings/case-types/$id" params={{ id: type.id }} search={{}} className="row-name named">
            {type.name}
          </Link>
          <span className="badge">{type.code}</span>
          <span className="dim small">
            {count(type.statuses.length, "status", "statuses")} · {count(type.fields.length, "field")}
          </span>
        </div>
        <div className="row wrap wide-only" style={{ gap: 4 }}>
          {type.statuses.map((status) => (
            <StatusOf key={status.key} status={status} />
          ))}
        </div>
      </div>
      <TypeActs type={type} ask={ask} />
    </>
  );
}

/** Whoever reads the settings may take a type along; it is the one they see. */
const fileOf = ({ id }: CaseType) => `/v1/case-types/${id}/file?${spell({ min_position: causedPosition() })}`;

/** What may be done with a type: the same in the list and on its page. */
export function TypeActs({ type, ask }: { type: CaseType; ask: (asking: Asking) => void }) {
  const why = useWhyNot();
  const { mutate } = useSettingsAct();
  const back = () =>
    mutate({ command: "reinstate-case-type", body: { type_id: type.id }, says: `${type.name} is back in use` });
  const life = type.retired
    ? { label: "Bring back", icon: <IconUndo size={14} />, run: back, why }
    : { label: "Retire…", icon: <IconArchive size={14} />, run: () => ask({ what: "retire", type }), why };
  return (
    <ActsMenu
      label={`More about ${type.name}`}
      acts={[
        { label: "Rename…", icon: <IconEdit size={14} />, run: () => ask({ what: "rename", type }), why },
        { label: "Duplicate…", icon: <IconCopy size={14} />, run: () => ask({ what: "duplicate", type }), why },
        { label: "Export as file", icon: <IconDownload size={14} />, run: () => save(fileOf(type)) },
        life,
      ]}
    />
  );
}

/** The dialog that was asked for. */
export function TypeAsked({ asking, close }: { asking: Asking; close: () => void }) {
  if (!asking) return null;
  return (
    <Suspense>
      {asking.what === "import" ? (
        <ImportTypeDialog close={close} />
      ) : asking.what === "retire" ? (
        <RetireTypeDialog type={asking.type} close={close} />
      ) : (
        <TypeNameDialog kind={asking.what} type={"type" in asking ? asking.type : undefined} close={close} />
      )}
    </Suspense>
  );
}
