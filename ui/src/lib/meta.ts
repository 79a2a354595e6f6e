/** What every screen knows: who is here, the types of case, the fields, the people. */
import { useQuery } from "@tanstack/react-query";
import { caseTypesQuery, fieldsQuery, meQuery, peopleQuery } from "../api/reads/firm";
import type { CaseType, Field, Me, Person, Status } from "../api/types";
import { ever } from "./caseTypes";

const NONE: never[] = []; // one array, so that a page waiting for its facts does not redraw

export const useMe = (): Me | undefined => useQuery(meQuery).data;

/** The firm's time zone. */
export const useZone = (): string => useMe()?.firm.time_zone ?? "UTC";

export const useCaseTypes = (): CaseType[] => useQuery(caseTypesQuery).data ?? NONE;

export const useFields = (of: "case" | "contact" = "case"): Field[] =>
  useQuery(fieldsQuery(of)).data ?? NONE;

export const usePeople = (): Person[] => useQuery(peopleQuery).data ?? NONE;

export function useCaseType(id: string | null | undefined): CaseType | undefined {
  return useCaseTypes().find((each) => each.id === id);
}

export function usePerson(id: string | null | undefined): Person | undefined {
  return usePeople().find((each) => each.id === id);
}

/** A status by its key: of the given type, else of any type that has it. */
export function useStatus(key: string | null | undefined, type?: string): Status | undefined {
  const types = useCaseTypes();
  const own = types.find((each) => each.id === type);
  for (const each of own ? [own] : types) {
    const status = ever(each).find((one) => one.key === key);
    if (status) return status;
  }
  return undefined;
}

/** Whether the person may do it. While nobody is known yet, nothing is allowed. */
export const useMay = (permission: string): boolean =>
  useMe()?.permissions.includes(permission) ?? false;
