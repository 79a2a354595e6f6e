/** How the pages read, as TanStack queries; the rest of this folder alone knows addresses and keys.
 *
 * Keys begin with what they are about (`cases`, `case`, `contacts`, `contact`, …), so that a write
 * invalidates by its first words.
 */
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { read, type Query } from "../client";
import { wroteTo } from "../position";
import { problemOf } from "../problem";

/** What may pass is tried again so often; a refusal stays one however often it is asked. */
export const RETRIES = 2;

const PAGE = 100;
export const SETTLED = 5 * 60_000;

/** How soon to look again when the lists had not caught up. */
export const CATCH_UP_MS = 1200;

interface Page {
  next: string | null;
  stale?: boolean;
  degraded?: boolean;
}

/** How soon to look again when the search index did not answer. */
const RECOVER_MS = 5000;

interface Answer {
  stale?: boolean;
  degraded?: boolean;
}

interface Answers {
  state: { data?: Answer & { pages?: Answer[] } };
}

/** Asks again soon while the answer was stale, later while it was degraded, else not by itself. */
export function whileStale(query: unknown): number | false {
  const { data } = (query as Answers).state;
  const answers = data ? [data, ...(data.pages ?? [])] : [];
  if (answers.some((each) => each.stale)) return CATCH_UP_MS;
  return answers.some((each) => each.degraded) ? RECOVER_MS : false;
}

const PATIENCE = 20;

/** A record that was made here a moment ago is not absent: the lists are only behind. */
export function untilShown(id: string) {
  return {
    retry: (failures: number, error: Error) => {
      const problem = problemOf(error);
      if (problem?.status === 404) return wroteTo(id) && failures < PATIENCE;
      return failures < RETRIES && (problem?.passing ?? true);
    },
    retryDelay: CATCH_UP_MS,
  };
}

export function pages<P extends Page>(
  key: readonly unknown[],
  path: string,
  query: Query,
  arrive: (page: P) => P = (page) => page,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: async ({ pageParam, signal }) =>
      arrive(await read<P>(path, { limit: PAGE, ...query, cursor: pageParam }, signal)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: P) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: whileStale,
  });
}
