/** Every resource the pages read, as TanStack queries: the one place that knows addresses and keys.
 *
 * Keys begin with what they are about (`cases`, `case`, `contacts`, `contact`, …), so that a write
 * invalidates by its first words.
 */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { read, type Query } from "./client";
import { wroteTo } from "./position";
import { problemOf } from "./problem";
import { ownDetail, withOwn } from "./own";
import type * as T from "./types";

/** What may pass is tried again so often; a refusal stays one however often it is asked. */
export const RETRIES = 2;

const PAGE = 100;
const SETTLED = 5 * 60_000;

/** How soon to look again when the lists had not caught up. */
const CATCH_UP_MS = 1200;

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
function whileStale(query: unknown): number | false {
  const { data } = (query as Answers).state;
  const answers = data ? [data, ...(data.pages ?? [])] : [];
  if (answers.some((each) => each.stale)) return CATCH_UP_MS;
  return answers.some((each) => each.degraded) ? RECOVER_MS : false;
}

const PATIENCE = 20;

/** A record that was made here a moment ago is not absent: the lists are only behind. */
function untilShown(id: string) {
  return {
    retry: (failures: number, error: Error) => {
      const problem = problemOf(error);
      if (problem?.status === 404) return wroteTo(id) && failures < PATIENCE;
      return failures < RETRIES && (problem?.passing ?? true);
    },
    retryDelay: CATCH_UP_MS,
  };
}

function pages<P extends Page>(
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

// Who we are, and what the firm has defined

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => read<T.Me>("/v1/me", {}, signal),
  staleTime: SETTLED,
});

export const caseTypesQuery = queryOptions({
  queryKey: ["case-types"],
  queryFn: ({ signal }) => read<{ case_types: T.CaseType[] }>("/v1/case-types", {}, signal),
  select: (it) => [...it.case_types].sort((a, b) => a.place - b.place),
  staleTime: SETTLED,
  refetchInterval: whileStale,
});

export const fieldsQuery = (of: "case" | "contact") =>
  queryOptions({
    queryKey: ["fields", of],
    queryFn: ({ signal }) => read<{ fields: T.Field[] }>("/v1/fields", { of }, signal),
    select: (it) => it.fields,
    staleTime: SETTLED,
    refetchInterval: whileStale,
  });

/** A type with its fields as it was at a position. */
export const typeThenQuery = (id: string, as_of: string) =>
  queryOptions({
    queryKey: ["case-type", id, "at", as_of],
    queryFn: ({ signal }) => read<T.TypeThen>(`/v1/case-types/${id}`, { as_of }, signal),
    staleTime: SETTLED,
  });

export const typeUseQuery = (id: string) =>
  queryOptions({
    queryKey: ["case-type", id, "use"],
    queryFn: ({ signal }) => read<T.TypeUse>(`/v1/case-types/${id}/use`, {}, signal),
  });

export const fieldUseQuery = (id: string) =>
  queryOptions({
    queryKey: ["field", id, "use"],
    queryFn: ({ signal }) => read<T.FieldUse>(`/v1/fields/${id}/use`, {}, signal),
  });

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => read<{ people: T.Person[] }>("/v1/people", {}, signal),
  select: (it) => it.people,
  staleTime: SETTLED,
});

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => read<{ keys: T.ApiKey[] }>("/v1/keys", {}, signal),
  select: (it) => it.keys,
});

// Cases

export const casesQuery = (asked: Query, sort: string) =>
  pages<T.CasePage>(["cases", asked, sort], "/v1/cases", { ...asked, sort }, (page) => ({
    ...page,
    cases: page.as_of ? page.cases : page.cases.map(withOwn),
  }));

/** How the cases as of a position, a moment or a day stand. */
export const pastQuery = (as_of: string) =>
  queryOptions({
    queryKey: ["past", "at", as_of],
    queryFn: ({ signal }) => read<T.Past>(`/v1/pasts/${encodeURIComponent(as_of)}`, {}, signal),
    refetchInterval: (query) => (query.state.data?.state === "running" ? CATCH_UP_MS : SETTLED),
  });

/** Those that are at hand, or being made. */
export const pastsQuery = queryOptions({
  queryKey: ["past", "kept"],
  queryFn: async ({ signal }) => (await read<{ pasts: T.Past[] }>("/v1/pasts", {}, signal)).pasts,
});

/** The first few by words, for the palette and for choosing: no list that grows. */
export const foundCasesQuery = (asked: Query) =>
  queryOptions({
    queryKey: ["found", "cases", asked],
    queryFn: ({ signal }) => read<T.CasePage>("/v1/cases", asked, signal),
    placeholderData: keepPreviousData,
  });

export const foundContactsQuery = (asked: Query) =>
  queryOptions({
    queryKey: ["found", "contacts", asked],
    queryFn: ({ signal }) => read<T.ContactPage>("/v1/contacts", asked, signal),
    placeholderData: keepPreviousData,
  });

export const caseCountQuery = (asked: Query) =>
  queryOptions({
    queryKey: ["cases", "count", asked],
    queryFn: ({ signal }) => read<T.Count>("/v1/cases/count", asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: whileStale,
  });

export const caseQuery = (id: string, as_of?: string) =>
  queryOptions({
    ...untilShown(id),
    queryKey: ["case", id, "at", as_of ?? "now"],
    queryFn: async ({ signal }) => {
      const detail = await read<T.CaseDetail>(`/v1/cases/${id}`, { as_of }, signal);
      return as_of ? detail : ownDetail(detail);
    },
    refetchInterval: whileStale,
  });

export const typeChangeQuery = (id: string, to: string, status: string | null) =>
  queryOptions({
    queryKey: ["case", id, "type-change", to, status],
    queryFn: ({ signal }) =>
      read<T.TypeChange>(`/v1/cases/${id}/type-change`, { to, status }, signal),
    placeholderData: (before, query) => (query?.queryKey[3] === to ? before : undefined),
  });

export const momentsQuery = (id: string) =>
  queryOptions({
    queryKey: ["case", id, "moments"],
    queryFn: ({ signal }) => read<{ moments: T.Moment[] }>(`/v1/cases/${id}/moments`, {}, signal),
    select: (it) => it.moments,
  });

export const notesQuery = (id: string) =>
  pages<T.NotePage>(["case", id, "notes"], `/v1/cases/${id}/notes`, {});

/** What has a history of its own. */
type Told = "case" | "contact" | "case-type" | "field";

/** What happened to a record, newest first; `query` narrows by category, field, actor and so on. */
export const activityQuery = (of: Told, id: string, query: Query = {}) =>
  infiniteQueryOptions({
    queryKey: [of, id, "activity", query],
    queryFn: ({ pageParam, signal }) =>
      read<T.EntryPage>(
        `/v1/${of}s/${id}/activity`,
        { limit: 50, ...query, ...(pageParam === undefined ? {} : { before: pageParam }) },
        signal,
      ),
    initialPageParam: undefined as string | number | undefined,
    getNextPageParam: (page: T.EntryPage) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** What happened anywhere in the firm, such as all events of one act. */
export const firmActivityQuery = (query: Query) =>
  queryOptions({
    queryKey: ["activity", query],
    queryFn: ({ signal }) => read<T.EntryPage>("/v1/activity", { limit: 50, ...query }, signal),
  });

/** The firm’s log, the newest first. */
export const logQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ["log", query],
    queryFn: ({ pageParam, signal }) =>
      read<T.LogPage>("/v1/activity", { limit: 50, ...query, before: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page: T.LogPage) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const eventQuery = (position: number) =>
  queryOptions({
    queryKey: ["event", position],
    queryFn: ({ signal }) => read<T.LedgerEvent>(`/v1/events/${position}`, {}, signal),
    staleTime: SETTLED,
  });

// Lists

/** How often what follows a condition is looked at again. */
export const FOLLOW_MS = 4_000;

export const listsQuery = (asked: Query) =>
  pages<T.CaseListPage>(["lists", "found", asked], "/v1/case-lists", { ...asked, limit: 50 });

/** Those in use, for choosing and for names. */
export const allListsQuery = queryOptions({
  queryKey: ["lists", "all"],
  queryFn: ({ signal }) => read<T.CaseListPage>("/v1/case-lists", { limit: 100 }, signal),
  select: (it) => it.lists,
});

export const listQuery = (id: string) =>
  queryOptions({
    ...untilShown(id),
    queryKey: ["lists", "one", id],
    queryFn: ({ signal }) => read<T.CaseList>(`/v1/case-lists/${id}`, {}, signal),
    refetchInterval: FOLLOW_MS,
  });

export const listCasesQuery = (id: string, asked: Query, sort: string) =>
  pages<T.CasePage>(
    ["cases", "list", id, asked, sort],
    `/v1/case-lists/${id}/cases`,
    { ...asked, sort },
    (page) => ({ ...page, cases: page.cases.map(withOwn) }),
  );

export const listCaseCountQuery = (id: string, asked: Query) =>
  queryOptions({
    queryKey: ["cases", "count", "list", id, asked],
    queryFn: ({ signal }) => read<T.Count>(`/v1/case-lists/${id}/cases/count`, asked, signal),
    placeholderData: keepPreviousData,
  });

/** Why a case is on a list, or was. */
export const staysQuery = (list: string, id: string) =>
  queryOptions({
    queryKey: ["case", id, "lists", list],
    queryFn: ({ signal }) => read<{ stays: T.Stay[] }>(`/v1/case-lists/${list}/cases/${id}`, {}, signal),
  });

export const caseListsQuery = (id: string) =>
  queryOptions({
    queryKey: ["case", id, "lists"],
    queryFn: ({ signal }) => read<{ stays: T.Stay[] }>(`/v1/cases/${id}/lists`, {}, signal),
  });

export const listChangesQuery = (id: string, after: string, until?: string) =>
  pages<{ changes: T.ListChange[]; next: string | null }>(
    ["lists", "changes", id, after, until],
    `/v1/case-lists/${id}/changes`,
    { after, until },
  );

/** What the filters of a list of cases are as a condition. */
export const conditionOf = (asked: Query) =>
  read<{ condition: object; left_out: string[] }>("/v1/case-lists/condition", asked);

// Views

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => read<T.ViewPage>("/v1/views", {}, signal),
  staleTime: SETTLED,
  refetchInterval: whileStale,
});

export const archivedViewsQuery = queryOptions({
  queryKey: ["views", "archived"],
  queryFn: ({ signal }) => read<T.ViewPage>("/v1/views", { archived: true }, signal),
});

export const viewQuery = (id: string) =>
  queryOptions({
    queryKey: ["views", id],
    queryFn: ({ signal }) => read<T.View>(`/v1/views/${id}`, {}, signal),
    ...untilShown(id),
  });

/** What the filters of a list of cases are in words that last. */
export const lastingOf = (asked: Query) => read<T.Lasting>("/v1/views/asking", asked);

// Contacts

export const contactsQuery = (asked: Query, sort: string) =>
  pages<T.ContactPage>(["contacts", asked, sort], "/v1/contacts", { ...asked, sort });

export const contactCountQuery = (asked: Query) =>
  queryOptions({
    queryKey: ["contacts", "count", asked],
    queryFn: ({ signal }) => read<T.Count>("/v1/contacts/count", asked, signal),
    placeholderData: keepPreviousData,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    ...untilShown(id),
    queryKey: ["contact", id, "now"],
    queryFn: ({ signal }) => read<T.ContactDetail>(`/v1/contacts/${id}`, {}, signal),
    refetchInterval: whileStale,
  });

// Imports

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: ({ signal }) => read<{ imports: T.Import[] }>("/v1/imports", {}, signal),
  select: (it) => it.imports,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => read<T.Import>(`/v1/imports/${id}`, {}, signal),
  });

export const importRowsQuery = (id: string, outcome?: string) =>
  pages<T.ImportRowPage>(["import", id, "rows", outcome], `/v1/imports/${id}/rows`, { outcome });

// Changes in bulk

export const bulksQuery = queryOptions({
  queryKey: ["bulks"],
  queryFn: ({ signal }) => read<{ bulk: T.Bulk[] }>("/v1/bulk", {}, signal),
  select: (it) => it.bulk,
});

const LOOK_AGAIN_MS = 700;

/** Renewed while it is judged or carried out, also where no stream tells of it. */
export const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: ["bulk", id],
    queryFn: ({ signal }) => read<T.Bulk>(`/v1/bulk/${id}`, {}, signal),
    refetchInterval: ({ state }) =>
      state.data && ["planning", "running"].includes(state.data.state) ? LOOK_AGAIN_MS : false,
  });

export const bulkItemsQuery = (id: string, outcome?: string) =>
  pages<T.BulkItemPage>(["bulk", id, "items", outcome], `/v1/bulk/${id}/items`, { outcome });

// The ledger

export const ledgerQuery = queryOptions({
  queryKey: ["ledger"],
  queryFn: ({ signal }) => read<T.LedgerState>("/v1/ledger", {}, signal),
});

export const operationsQuery = queryOptions({
  queryKey: ["operations"],
  queryFn: ({ signal }) => read<{ operations: T.Operation[] }>("/v1/operations", {}, signal),
  select: (it) => it.operations,
});
