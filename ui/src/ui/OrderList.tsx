/** A list that a person puts in order: by dragging, and by Move up and Move down. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import { announce } from "../lib/announce";
import { IconDown } from "./icons";
import { IconGrab, IconUp } from "./iconsOfPages";

type Way = "up" | "down";

export interface Placed {
  key: string;
  name: string;
}

interface Props<T extends Placed> {
  label: string;
  items: T[];
  children: (item: T) => ReactNode;
  /** Saves the keys in their new order; rejects where that was refused. */
  onOrder: (keys: string[]) => Promise<unknown>;
  /** Nothing can be moved by this person. */
  locked?: boolean;
}

export function OrderList<T extends Placed>({ label, items, children, onOrder, locked }: Props<T>) {
  const [dragged, setDragged] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const moving = useRef<{ key: string; way: Way } | null>(null);
  const { keys, put } = useOwnOrder(items.map((each) => each.key));
  const shown = [...items].sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key));

  const moveTo = (item: Placed, place: number) => {
    const rest = keys.filter((each) => each !== item.key);
    const next = [...rest.slice(0, place), item.key, ...rest.slice(place)];
    const takeBack = put(next);
    onOrder(next).catch(takeBack);
    announce(`${item.name} is now ${place + 1} of ${keys.length}`);
  };
  const step = (item: T, place: number, way: Way) => {
    moving.current = { key: item.key, way };
    moveTo(item, place);
  };
  // A moved row is put elsewhere in the document, which takes the focus away.
  useEffect(() => {
    if (moving.current) focusMove(list.current?.children[keys.indexOf(moving.current.key)], moving.current.way);
    moving.current = null;
  }, [keys.join()]);
  const dropped = (place: number) => {
    const item = items.find((each) => each.key === dragged);
    if (item && keys[place] !== item.key) moveTo(item, place);
    setDragged(null);
  };

  return (
    <ol className="order plain-list" aria-label={label} ref={list}>
      {shown.map((item, place) => (
        <li
          key={item.key}
          className={dragged === item.key ? "order-row dragged" : "order-row"}
          draggable={!locked}
          onDragStart={() => setDragged(item.key)}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={() => dropped(place)}
        >
          {!locked && (
            <span className="order-moves">
              <span className="order-grab" aria-hidden title="Drag to move">
                <IconGrab size={14} />
              </span>
              <Move way="up" name={item.name} off={place === 0} run={() => step(item, place - 1, "up")} />
              <Move way="down" name={item.name} off={place === items.length - 1} run={() => step(item, place + 1, "down")} />
            </span>
          )}
          {children(item)}
        </li>
      ))}
    </ol>
  );
}

/** The order as this person left it, until what is read has come as far or somebody else moved. */
function useOwnOrder(read: string[]) {
  const [own, setOwn] = useState<string[] | null>(null);
  const passed = useRef(new Set<string>());
  const now = read.join();
  useEffect(() => {
    if (own && (own.join() === now || !passed.current.has(now))) {
      setOwn(null);
      passed.current.clear();
    }
  }, [own, now]);
  const keys = own?.toSorted().join() === read.toSorted().join() ? (own ?? read) : read;
  const put = (next: string[]) => {
    passed.current.add(now).add(keys.join());
    setOwn(next);
    return () => setOwn(null);
  };
  return { keys, put };
}

/** The button that was pressed; at an end of the list, the other one. */
function focusMove(row: Element | undefined, way: Way): void {
  const moves = [...(row?.querySelectorAll<HTMLButtonElement>("button[data-move]") ?? [])];
  const usable = moves.filter((each) => !each.disabled);
  (usable.find((each) => each.dataset.move === way) ?? usable[0])?.focus();
}

function Move(props: { way: Way; name: string; off: boolean; run: () => void }) {
  const { way, name, off, run } = props;
  return (
    <button
      type="button"
      className="button small icon ghost"
      data-move={way}
      aria-label={`Move ${name} ${way}`}
      title={`Move ${way}`}
      disabled={off}
      onClick={run}
    >
      {way === "up" ? <IconUp size={13} /> : <IconDown size={13} />}
    </button>
  );
}
