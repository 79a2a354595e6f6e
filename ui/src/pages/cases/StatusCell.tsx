/** A row's status, changed where it stands. Thirty mounted menus are slow: the open one is mounted. */
import { Menu } from "@mantine/core";
import { useState } from "react";
import type { CaseRow } from "../../api/types";
import { useCaseEdit } from "../../lib/edit";
import { useCaseType, useMay } from "../../lib/meta";
import { StatusChip, StatusOf } from "../../ui/Chips";

export function StatusCell({ row }: { row: CaseRow }) {
  const [open, setOpen] = useState(false);
  const may = useMay("cases.edit");
  if (row.archived || !may) return <StatusChip status={row.status} type={row.type} />;

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
  return open ? <StatusMenu row={row} target={button} close={() => setOpen(false)} /> : button;
}

interface MenuProps {
  row: Pick<CaseRow, "id" | "version" | "name" | "status" | "type">;
  target: React.ReactElement;
  close: () => void;
}

export function StatusMenu({ row, target, close }: MenuProps) {
  const type = useCaseType(row.type);
  const edit = useCaseEdit();
  const change = (status: string, name: string) =>
    edit.mutate({
      row,
      command: "change-status",
      body: { status },
      patch: { status },
      says: `${row.name} → ${name}`,
      undo: {
        command: "change-status",
        body: { status: row.status },
        patch: { status: row.status },
      },
    });
  return (
    <Menu opened onChange={(open) => !open && close()} width={220} position="bottom-start">
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        {type?.statuses.map((status) => (
          <Menu.Item
            key={status.key}
            aria-current={status.key === row.status ? "true" : undefined}
            onClick={() => status.key !== row.status && change(status.key, status.name)}
          >
            <StatusOf status={status} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
