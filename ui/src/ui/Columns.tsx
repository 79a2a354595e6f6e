/** Which columns a list shows and in which order: by dragging, and by buttons. */
import { Tick } from "./Fields";
import { OrderList } from "./OrderList";

interface Choice {
  id: string;
  head: string;
}

export interface Props {
  all: Choice[];
  shown: string[];
  onChange: (ids: string[] | undefined) => void;
  isDefault: boolean;
}

export default function Columns({ all, shown, onChange, isDefault }: Props) {
  const inOrder = shown.flatMap((id) => all.find((each) => each.id === id) ?? []);
  const others = all.filter((each) => !shown.includes(each.id));
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...shown, id] : shown.filter((each) => each !== id));

  return (
    <div className="columns">
      <div className="picker">
        <OrderList
          label="Columns, from left to right"
          items={inOrder.map(({ id, head }) => ({ key: id, name: head }))}
          onOrder={async (ids) => onChange(ids)}
        >
          {({ key, name }) => (
            <Tick
              label={name}
              checked
              disabled={shown.length === 1}
              onChange={(on) => toggle(key, on)}
            />
          )}
        </OrderList>
        <ul className="plain-list" aria-label="Further columns">
          {others.map((each) => (
            <li key={each.id}>
              <Tick label={each.head} checked={false} onChange={(on) => toggle(each.id, on)} />
            </li>
          ))}
        </ul>
      </div>
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
