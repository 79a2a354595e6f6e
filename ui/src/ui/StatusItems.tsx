/** The statuses of a type as items of a menu: what may not follow is said, and who may overrides. */
import { Menu } from "@mantine/core";
import type { CaseType, Status } from "../api/types";
import { followers } from "../lib/caseTypes";
import { useMay } from "../lib/meta";
import { StatusOf } from "./Chips";
import { IconCheck } from "./icons";

interface Props {
  type: CaseType;
  current: string;
  choose: (status: Status) => void;
  /** Asked for a reason first: the type does not allow it next. */
  override: (status: Status) => void;
}

export function StatusItems({ type, current, choose, override }: Props) {
  const may = useMay("cases.override");
  const allowed = followers(type, current);
  return (
    <>
      {type.statuses.map((status) => {
        const here = status.key === current;
        const against = !here && !allowed.includes(status);
        return (
          <Menu.Item
            key={status.key}
            aria-current={here ? "true" : undefined}
            disabled={against && !may}
            title={against ? "Its type does not allow this next" : undefined}
            rightSection={here ? <IconCheck size={14} /> : against && may ? <Against /> : undefined}
            onClick={() => !here && (against ? override(status) : choose(status))}
          >
            <StatusOf status={status} />
          </Menu.Item>
        );
      })}
      <Why type={type} current={current} allowed={allowed} />
    </>
  );
}

const Against = () => <span className="dim small">Override…</span>;

/** Nothing where any status may follow. */
function Why({ type, current, allowed }: { type: CaseType; current: string; allowed: Status[] }) {
  if (!type.allowed_next[current]) return null;
  const now = type.statuses.find((each) => each.key === current)?.name ?? current;
  const names = allowed.map((each) => each.name).join(", ");
  return (
    <Menu.Label>{names ? `${now} is followed only by ${names}.` : `Nothing follows ${now}.`}</Menu.Label>
  );
}
