/** What happened to a contact, a type or a field, newest first. */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { activityQuery } from "../api/reads/history";
import type { Entry } from "../api/types";
import { More } from "./More";
import { Empty, ErrorNote, Loading } from "./States";
import { Timeline } from "./Timeline";

interface Props {
  of: "contact" | "case-type" | "field";
  id: string;
  acts?: (entry: Entry) => ReactNode;
}

export function History({ of, id, acts }: Props) {
  const query = useInfiniteQuery(activityQuery(of, id));
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div aria-busy={query.isFetching}>
      {query.isError && (
        <ErrorNote what="The history could not be loaded." error={query.error} retry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading label="Loading history" />}
      {query.isSuccess && !entries.length && <Empty title="Nothing yet">Everything that changes here is kept.</Empty>}
      <Timeline
        entries={entries}
        label="Change history, newest first"
        type={of === "case-type" ? id : undefined}
        acts={acts}
      />
      <More query={query}>{query.isFetchingNextPage ? "Loading…" : "Earlier"}</More>
    </div>
  );
}
