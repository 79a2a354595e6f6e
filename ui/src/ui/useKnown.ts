/** What filters are about, by name: types and people, and the contacts and lists that they ask for by id. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { contactQuery } from "../api/reads/contacts";
import { allListsQuery, listQuery } from "../api/reads/lists";
import type { Field } from "../api/types";
import type { Filter } from "../lib/filters";
import type { Known } from "../lib/filterWords";

/** Asked for as `list=`, which is about no fact: on a list now, of whatever kind. */
export function useListField(asked: boolean): Field {
  const lists = useQuery({ ...allListsQuery, enabled: asked }).data ?? [];
  return { ...ON_LIST, options: lists.map(({ id, name }) => ({ key: id, label: name, retired: false })) };
}

const ON_LIST: Field = {
  key: "list",
  label: "On the list",
  kind: "list",
  group: "Lists",
  built_in: true,
  editable: false,
  searchable: false,
  sortable: false,
  operators: [{ op: "any", says: "is any of", takes: "several" }],
  options: [],
  currency: null,
  help: null,
  id: null,
  version: 0,
  retired: false,
};

export function useKnown(known: Known, filters: Filter[], fields: Field[]): Known {
  const ids = (asks: (filter: Filter) => boolean) => [
    ...new Set(filters.filter(asks).flatMap(({ values }) => values.filter(isId))),
  ];
  const kindOf = (fact: string) => fields.find((each) => each.key === fact)?.kind;
  const contacts = useQueries({
    queries: ids(({ fact }) => kindOf(fact) === "contact").map((id) => ({
      ...contactQuery(id),
      refetchInterval: false as const,
    })),
  });
  const lists = useQueries({
    queries: ids(({ fact }) => fact === "list").map((id) => ({
      ...listQuery(id),
      refetchInterval: false as const,
    })),
  });
  const names = new Map<string, string>();
  for (const { data } of contacts) if (data) names.set(data.contact.id, data.contact.name);
  for (const { data } of lists) if (data) names.set(data.id, data.name);
  return { ...known, names };
}

const isId = (value: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value);
