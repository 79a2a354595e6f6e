/** The menus of a case: its status, its lead, the people who work on it. */
import { Menu } from "@mantine/core";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { Person, Status } from "../../api/types";
import { followers } from "../../lib/caseTypes";
import { useCaseType, usePeople, usePerson, useStatus } from "../../lib/meta";
import { StatusChip, Who, WhoIs } from "../../ui/Chips";
import { IconCheck } from "../../ui/icons";
import { StatusItems } from "../../ui/StatusItems";
import { useCaseActs } from "./saves";
import type { Seen } from "./seen";

const OverrideDialog = lazy(() => import("./OverrideDialog"));

interface TargetProps {
  label: string;
  says: string;
  seen: Seen;
  children: ReactNode;
  menu: ReactNode;
  changed?: boolean;
  opened?: boolean;
  onChange?: (opened: boolean) => void;
}

/** A value that opens a menu; the menu is mounted when it opens. */
function MenuOf({ label, says, seen, children, menu, changed, ...open }: TargetProps) {
  const [own, setOwn] = useState(false);
  const opened = open.opened ?? own;
  const target = (
    <button
      type="button"
      className={`inline-value fit${changed ? " changed" : ""}`}
      disabled={seen.locked !== null}
      title={seen.locked ?? undefined}
      aria-label={`${label}: ${says}${seen.locked ? "" : ", change"}`}
    >
      {children}
    </button>
  );
  if (seen.locked) return target;
  return (
    <Menu width={280} position="bottom-start" opened={opened} onChange={open.onChange ?? setOwn}>
      <Menu.Target>{target}</Menu.Target>
      {opened && <Menu.Dropdown className="menu-scroll">{menu}</Menu.Dropdown>}
    </Menu>
  );
}

type Opening = Pick<TargetProps, "opened" | "onChange">;

export function StatusMenu({ seen, ...open }: { seen: Seen } & Opening) {
  const { case: row } = seen.detail;
  const type = useCaseType(row.type);
  const [against, setAgainst] = useState<Status | null>(null);
  const { toStatus } = useCaseActs(seen.present.case);
  const name = useStatus(row.status, row.type)?.name ?? row.status;
  const choose = (status: Status) => {
    const back = type && followers(type, status.key).some((each) => each.key === row.status);
    toStatus(status, back ? row.status : null);
  };
  return (
    <>
      <MenuOf
        {...open}
        seen={seen}
        label="Status"
        says={name}
        changed={seen.past && row.status !== seen.present.case.status}
        menu={
          type && <StatusItems type={type} current={row.status} choose={choose} override={setAgainst} />
        }
      >
        <StatusChip status={row.status} type={row.type} />
      </MenuOf>
      <Suspense>
        {against && (
          <OverrideDialog row={seen.present.case} status={against} close={() => setAgainst(null)} />
        )}
      </Suspense>
    </>
  );
}

const active = (people: Person[]): Person[] => people.filter((each) => each.active);

export function LeadMenu({ seen }: { seen: Seen }) {
  const { case: row } = seen.detail;
  const people = active(usePeople());
  const { toLead } = useCaseActs(seen.present.case);
  const name = usePerson(row.lead)?.name;
  return (
    <MenuOf
      seen={seen}
      label="Assignee"
      says={name ?? "nobody"}
      changed={seen.past && row.lead !== seen.present.case.lead}
      menu={
        <>
          {people.map((person) => (
            <Menu.Item
              key={person.id}
              rightSection={person.id === row.lead ? <IconCheck size={14} /> : undefined}
              onClick={() => toLead(person)}
            >
              <Who name={person.name} />
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => toLead(null)}>
            <Who name={null} />
          </Menu.Item>
        </>
      }
    >
      <WhoIs id={row.lead} />
    </MenuOf>
  );
}

export function StaffMenu({ seen }: { seen: Seen }) {
  const { case: row } = seen.detail;
  const all = usePeople();
  const { toStaff } = useCaseActs(seen.present.case);
  const names = row.staff.map((id) => all.find((each) => each.id === id)?.name ?? "…");
  const choices = active(all);
  return (
    <MenuOf
      seen={seen}
      label="Staff"
      says={names.join(", ") || "nobody"}
      changed={seen.past && row.staff.join() !== seen.present.case.staff.join()}
      menu={choices.map((person) => {
        const on = row.staff.includes(person.id);
        return (
          <Menu.Item
            key={person.id}
            closeMenuOnClick={false}
            rightSection={on ? <IconCheck size={14} /> : undefined}
            onClick={() => toStaff(person, !on)}
          >
            <Who name={person.name} />
            {on && <span className="sr">, works on this case</span>}
          </Menu.Item>
        );
      })}
    >
      {names.length ? (
        <span className="row wrap">
          {names.map((name, i) => (
            <Who key={row.staff[i]} name={name} />
          ))}
        </span>
      ) : (
        <span className="dim">Nobody</span>
      )}
    </MenuOf>
  );
}
