/** The moment that the list of cases is shown as of, and whether the cases of then are at hand. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { pastQuery } from "../../api/reads/cases";
import { first, type Search } from "../../lib/search";

interface Answer {
  as_of: { position: number } | null;
}

export function useMoment(search: Search) {
  const asOf = first(search.as_of);
  const past = useQuery({ ...pastQuery(asOf ?? ""), enabled: asOf !== undefined });
  const position = asOf === undefined ? null : past.data?.position;
  return {
    asOf,
    past: asOf === undefined ? undefined : past,
    ready: asOf === undefined || past.data?.state === "ready",
    /** What is kept of another moment, until this one's arrives, is not of it. */
    isOf: (it: Answer | undefined): boolean => (it?.as_of?.position ?? null) === position,
  };
}

/** Where cases of then cannot be read, it is asked again how they stand: they may be over. */
export function useMayBeOver({ past }: ReturnType<typeof useMoment>, error: unknown): void {
  const refetch = past?.refetch;
  useEffect(() => {
    if (error) void refetch?.();
  }, [refetch, error]);
}
