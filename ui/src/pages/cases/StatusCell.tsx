/** A row's status, changed where it stands. Thirty mounted menus are slow: the open one is mounted. */
import { Menu } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { CaseRow, Status } from "../../api/types";
import { followers } from "../../lib/caseTypes";
import { useCaseEdit } from "../../lib/edit";
import { useCaseType, useMay } from "../../lib/meta";
import { useThen } from "../../lib/then";
import { StatusChip } from "../../ui/Chips";
import { StatusItems } from "../../ui/StatusItems";

const OverrideDialog = lazy(() => import("../case/OverrideDialog"));

export function StatusCell({ row }: { row: CaseRow }) {
  const [open, setOpen] = useState(false);
  const [against, setAgainst] = useState<Status | null>(null);
  const [may, then] = [useMay("cases.edit"), useThen()];
  if (row.archived || !may || then) return <StatusChip status={row.status} type={row.type} />;

  const button = (
    <button
      type="button"
      className="cell-button"
      aria-haspopup="menu"
      aria-expanded={open}
      aria-label={`Status of ${row.name}, change`}
      onClick={() => setOpen(true)}
    >
      <StatusChip status={row.status} type={row.type} />
    </button>
  );
  return (
    <>
      {open ? (
        <StatusMenu row={row} target={button} close={() => setOpen(false)} override={setAgainst} />
      ) : (
        button
      )}
      <Suspense>
        {against && <OverrideDialog row={row} status={against} close={() => setAgainst(null)} />}
      </Suspense>
    </>
  );
}

interface MenuProps {
  row: Pick<CaseRow, "id" | "version" | "name" | "status" | "type">;
  target: React.ReactElement;
  close: () => void;
  override: (status: Status) => void;
}

export function StatusMenu({ row, target, close, override }: MenuProps) {
  const type = useCaseType(row.type);
  const edit = useCaseEdit();
  if (!type) return target;
  const change = ({ key: status, name }: Status) =>
    edit.mutate({
      row,
      command: "change-status",
      body: { status },
      patch: { status },
      says: `${row.name} → ${name}`,
      undo: followers(type, status).some((each) => each.key === row.status)
        ? { command: "change-status", body: { status: row.status }, patch: { status: row.status } }
        : undefined,
    });
  return (
    <Menu opened onChange={(open) => !open && close()} width={280} position="bottom-start">
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown className="menu-scroll">
        <StatusItems type={type} current={row.status} choose={change} override={override} />
      </Menu.Dropdown>
    </Menu>
  );
}
