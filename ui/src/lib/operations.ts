/** The operations that this person began and that the tray shows. */
import type { Operation } from "../api/types";
import { Store } from "./store";
import { tellOperation } from "./stream";

export const shown = new Store<readonly Operation[]>([]);

/** The one whose progress the page itself shows: meanwhile the tray does not. */
export const onPage = new Store<string | null>(null);

/** How those stood that were told of last: what is quick ends before the answer that it has begun. */
const heard = new Map<string, Operation>();
const HEARD_AT_MOST = 100;

export function hear(operation: Operation): void {
  heard.delete(operation.id);
  heard.set(operation.id, operation);
  if (heard.size > HEARD_AT_MOST) heard.delete([...heard.keys()][0]!);
}

/** Shows what this person began, as it was heard of since; the stream brings its progress. */
export function watch(operation: Operation): void {
  const since = heard.get(operation.id);
  follow(since ?? operation);
  if (since) tellOperation(since);
}

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
