/** Which columns a list shows and in which order: by dragging, and by buttons. */
import { Popover } from "@mantine/core";
import { useState } from "react";
import { Tick } from "./Fields";
import { IconColumns, IconDown, IconUp } from "./icons";

interface Choice {
  id: string;
  head: string;
}

interface Props {
  all: Choice[];
  shown: string[];
  onChange: (ids: string[] | undefined) => void;
  isDefault: boolean;
}

export function ColumnChooser(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="button small ghost"
          aria-haspopup="dialog"
          onClick={() => setOpen(!open)}
        >
          <IconColumns size={15} />
          Columns
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Columns">
        <Columns {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Columns({ all, shown, onChange, isDefault }: Props) {
  const [dragged, setDragged] = useState<string | null>(null);
  const inOrder = shown.flatMap((id) => all.find((each) => each.id === id) ?? []);
  const others = all.filter((each) => !shown.includes(each.id));

  const moveTo = (id: string, place: number) => {
    const rest = shown.filter((each) => each !== id);
    onChange([...rest.slice(0, place), id, ...rest.slice(place)]);
  };
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...shown, id] : shown.filter((each) => each !== id));

  return (
    <div style={{ width: 250 }}>
      <ul className="picker plain-list" aria-label="Columns">
        {inOrder.map((each, place) => (
          <li
            key={each.id}
            className="row"
            style={{ gap: 0, opacity: dragged === each.id ? 0.5 : 1 }}
            draggable
            onDragStart={() => setDragged(each.id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => dragged && moveTo(dragged, place)}
          >
            <span className="grow">
              <Tick
                label={each.head}
                checked
                disabled={shown.length === 1}
                onChange={(on) => toggle(each.id, on)}
              />
            </span>
            <Move icon={<IconUp size={13} />} label={`Move ${each.head} left`} off={place === 0} run={() => moveTo(each.id, place - 1)} />
            <Move icon={<IconDown size={13} />} label={`Move ${each.head} right`} off={place === inOrder.length - 1} run={() => moveTo(each.id, place + 1)} />
          </li>
        ))}
        {others.map((each) => (
          <li key={each.id}>
            <Tick label={each.head} checked={false} onChange={(on) => toggle(each.id, on)} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button small ghost"
        disabled={isDefault}
        onClick={() => onChange(undefined)}
      >
        Reset columns
      </button>
    </div>
  );
}

function Move(props: { icon: React.ReactNode; label: string; off: boolean; run: () => void }) {
  return (
    <button
      type="button"
      className="button small icon ghost"
      aria-label={props.label}
      disabled={props.off}
      onClick={props.run}
    >
      {props.icon}
    </button>
  );
}
