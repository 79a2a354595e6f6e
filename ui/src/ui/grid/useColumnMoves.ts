/** Moving columns by their heads: dragged onto another's place, or by Shift with ← and →. */
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { announce } from "../../lib/announce";
import type { Column } from "./parts";

const STEPS: { [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1 };

/** What a head takes to be movable; nothing where columns stay as they are. */
export function useColumnMoves<Row>(columns: Column<Row>[], onColumns?: (ids: string[]) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const heads = useRef<HTMLDivElement>(null);
  const moved = useRef<string | null>(null);
  const ids = columns.map((each) => each.id);

  // A moved head is put elsewhere in the document, which takes the focus away.
  useEffect(() => {
    if (moved.current) heads.current?.querySelector<HTMLElement>(`[data-column="${moved.current}"]`)?.focus();
    moved.current = null;
  }, [ids.join()]);

  const moveTo = (id: string, place: number) => {
    const to = Math.max(0, Math.min(ids.length - 1, place));
    if (ids[to] === id) return;
    const rest = ids.filter((each) => each !== id);
    onColumns?.([...rest.slice(0, to), id, ...rest.slice(to)]);
    announce(`${columns.find((each) => each.id === id)?.head} is now column ${to + 1} of ${ids.length}`);
  };
  const walk = (event: KeyboardEvent, { id }: Column<Row>) => {
    const step = event.shiftKey ? STEPS[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    moved.current = id;
    moveTo(id, ids.indexOf(id) + step);
  };
  const of = (column: Column<Row>, at: number) =>
    onColumns && {
      draggable: true,
      "data-dragged": dragged === column.id || undefined,
      onDragStart: () => setDragged(column.id),
      onDragEnd: () => setDragged(null),
      onDragOver: (event: React.DragEvent) => dragged && event.preventDefault(),
      onDrop: () => dragged && moveTo(dragged, at),
      onKeyDown: (event: KeyboardEvent) => walk(event, column),
    };
  return { heads, of };
}
