/** Pasts: all cases as they were, asked for here and made in the background. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/client";
import { pastQuery } from "../api/reads/cases";
import type { Operation, Past } from "../api/types";

/** By a position, a moment or a day of the firm's. */
const ask = (as_of: string): Promise<Past> => call("post", "/v1/pasts", { body: { as_of } });

const act = (verb: "stop" | "let-go") => (position: number) =>
  call<Past>("post", `/v1/pasts/${position}/${verb}`);

function usePastAct<Given>(mutationFn: (given: Given) => Promise<Past>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (past) => client.setQueryData(pastQuery(String(past.position)).queryKey, past),
    onSettled: () => client.invalidateQueries({ queryKey: ["past"] }),
  });
}

export const useAskPast = () => usePastAct(ask);
export const useStopPast = () => usePastAct(act("stop"));
export const useLetGoOfPast = () => usePastAct(act("let-go"));

/** The position of the cases that an operation made; nothing for other work and for what goes on. */
export function pastOf({ kind, state, result }: Operation): string | undefined {
  const position = kind === "past" && state === "done" ? result?.["past"] : undefined;
  return typeof position === "number" ? String(position) : undefined;
}
