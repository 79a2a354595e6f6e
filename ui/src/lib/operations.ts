/** The operations that this person began and that the tray shows. */
import type { Operation } from "../api/types";
import { Store } from "./store";

export const shown = new Store<readonly Operation[]>([]);

/** The one whose progress the page itself shows: meanwhile the tray does not. */
export const onPage = new Store<string | null>(null);

/** Shows an operation that this person began; the stream brings its progress. */
export function follow(operation: Operation): void {
  const others = shown.value.filter((each) => each.id !== operation.id);
  shown.set([...others, operation]);
}

/** What the next operations must be like to be shown: they begin behind the pages, unasked for. */
const awaited = new Set<(operation: Operation) => boolean>();

/** Shows the next operation that is like this, such as what a removal sets off; returns a way out. */
export function followNext(like: (operation: Operation) => boolean): () => void {
  awaited.add(like);
  return () => void awaited.delete(like);
}

export function isAwaited(operation: Operation): boolean {
  const found = [...awaited].find((like) => like(operation));
  return found !== undefined && awaited.delete(found);
}

export const forget = (id: string): void => shown.set(shown.value.filter((each) => each.id !== id));
