/** The statuses of a type in the order of work: what each is, what may follow it, who is in it. */
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import type { CaseType, Status } from "../../api/types";
import { count, int } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { useSettingsAct } from "../../lib/settingsAct";
import { ActsMenu } from "../../ui/ActsMenu";
import { StatusOf } from "../../ui/Chips";
import { IconArrowDown, IconEdit, IconPlus } from "../../ui/icons";
import { IconHome, IconRemove } from "../../ui/iconsOfPages";
import { MayButton } from "../../ui/MayButton";
import { OrderList } from "../../ui/OrderList";
import { used, useTypeUse } from "./Impact";
import { EDIT, useWhyNot } from "./Reading";

const StatusDialog = lazy(async () => ({ default: (await import("./StatusDialog")).StatusDialog }));
const NextDialog = lazy(async () => ({ default: (await import("./NextDialog")).NextDialog }));
const RemoveStatusDialog = lazy(
  async () => ({ default: (await import("./RemoveStatusDialog")).RemoveStatusDialog }),
);

type Asked = { what: "add" } | { what: "edit" | "next" | "remove"; status: Status } | null;

export function StatusesTab({ type }: { type: CaseType }) {
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  return (
    <>
      <section className="card" aria-labelledby="statuses">
        <header>
          <h2 id="statuses">Statuses</h2>
          <span className="dim small grow">in the order of work</span>
          <MayButton permission={EDIT} className="button small" onClick={() => setAsked({ what: "add" })}>
            <IconPlus size={13} />
            New status
          </MayButton>
        </header>
        <Ordered type={type} ask={setAsked} />
      </section>
      {type.removed.length > 0 && <RemovedStatuses type={type} />}
      <Suspense>
        {asked?.what === "add" && <StatusDialog type={type} close={close} />}
        {asked?.what === "edit" && <StatusDialog type={type} status={asked.status} close={close} />}
        {asked?.what === "next" && <NextDialog type={type} status={asked.status} close={close} />}
        {asked?.what === "remove" && <RemoveStatusDialog type={type} status={asked.status} close={close} />}
      </Suspense>
    </>
  );
}

function Ordered({ type, ask }: { type: CaseType; ask: (asked: Asked) => void }) {
  const may = useMay(EDIT);
  const { mutateAsync } = useSettingsAct();
  const reorder = (order: string[]) =>
    mutateAsync({
      command: "reorder-statuses",
      body: { type_id: type.id, order },
    });
  return (
    <OrderList label="Statuses" items={[...type.statuses]} locked={!may} onOrder={reorder}>
      {(status) => <StatusRow type={type} status={status} ask={ask} />}
    </OrderList>
  );
}

interface RowProps {
  type: CaseType;
  status: Status;
  ask: (asked: Asked) => void;
}

function StatusRow({ type, status, ask }: RowProps) {
  return (
    <>
      <div className="grow stack tight">
        <div className="row wrap">
          <StatusOf status={status} />
          {status.key === type.initial && <span className="badge">New cases begin here</span>}
          <span className="dim small">counts as {status.category}</span>
        </div>
        <Next type={type} status={status} />
        {status.client_text && <div className="dim small">Clients read: “{status.client_text}”</div>}
      </div>
      <span className="row order-side">
        <InIt type={type} status={status} />
        <StatusActs type={type} status={status} ask={ask} />
      </span>
    </>
  );
}

function InIt({ type, status }: { type: CaseType; status: Status }) {
  const { data } = useTypeUse(type.id);
  if (!data) return null;
  const { cases } = used(data.statuses, status.key);
  return (
    <Link
      to="/cases"
      search={{ type: type.id, status: status.key }}
      className="dim small num linked"
      aria-label={`${count(cases, "case")} in ${status.name}, show`}
    >
      {count(cases, "case")}
    </Link>
  );
}

/** Nothing where any status may follow: that is how most types are. */
function Next({ type, status }: { type: CaseType; status: Status }) {
  const next = type.allowed_next[status.key];
  if (!next) return null;
  const names = type.statuses.filter((each) => next.includes(each.key)).map((each) => each.name);
  return (
    <div className="dim small">
      {names.length ? `Followed only by ${names.join(", ")}` : "Nothing follows it"}
    </div>
  );
}

function StatusActs({ type, status, ask }: RowProps) {
  const why = useWhyNot();
  const { mutate } = useSettingsAct();
  const begin = () =>
    mutate({
      command: "change-initial-status",
      body: { type_id: type.id, status: status.key },
      says: `New cases begin in ${status.name}`,
    });
  const only = type.statuses.length === 1 ? "A type needs at least one status" : undefined;
  const isInitial = status.key === type.initial ? "They do already" : undefined;
  return (
    <span className="row" style={{ gap: 0 }}>
      <MayButton
        permission={EDIT}
        className="button small icon ghost"
        aria-label={`Edit ${status.name}`}
        title="Edit"
        onClick={() => ask({ what: "edit", status })}
      >
        <IconEdit size={14} />
      </MayButton>
      <ActsMenu
        label={`More about ${status.name}`}
        acts={[
          { label: "What may follow…", icon: <IconArrowDown size={14} />, run: () => ask({ what: "next", status }), why },
          { label: "Begin new cases here", icon: <IconHome size={14} />, run: begin, why: why ?? isInitial },
          { label: "Remove…", icon: <IconRemove size={14} />, run: () => ask({ what: "remove", status }), why: why ?? only },
        ]}
      />
    </span>
  );
}

function RemovedStatuses({ type }: { type: CaseType }) {
  const { data } = useTypeUse(type.id);
  return (
    <section className="card" aria-labelledby="removed">
      <header>
        <h2 id="removed">Removed</h2>
        <span className="dim small">No case can have them any more; the history still shows them.</span>
      </header>
      <ul className="order plain-list" aria-label="Removed statuses">
        {type.removed.map((status) => {
          const { cases, archived } = used(data?.statuses, status.key);
          return (
            <li key={status.key} className="order-row">
              <StatusOf status={status} />
              {cases > 0 && (
                <Link to="/cases" search={{ type: type.id, status: status.key }} className="link small">
                  {count(cases, "case")} still in it
                </Link>
              )}
              {archived > 0 && <span className="dim small">{int(archived)} archived</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
