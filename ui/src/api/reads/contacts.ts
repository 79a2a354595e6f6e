/** Contacts. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { read, type Query } from "../client";
import type * as T from "../types";
import { pages, untilShown, whileStale } from "./asking";

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
