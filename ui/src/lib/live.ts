/** What the stream says of cases renews what is shown of them. */
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CasePage } from "../api/types";
import { renewRow } from "./edit";
import { onStream } from "./stream";

/** News is gathered for so long, so that an import of thousands does not ask thousands of times. */
const GATHER_MS = 1000;

/** Beyond so many at once the lists are asked anew as a whole. */
const ONE_BY_ONE = 12;

export function useLiveCases(): void {
  const client = useQueryClient();
  useEffect(() => {
    const news = new Map<string, number>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renew = () => {
      timer = undefined;
      apply(client, news);
      news.clear();
    };
    const stop = onStream("case", ({ id, position }) => {
      news.set(id, position);
      timer ??= setTimeout(renew, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
}

/** What the stream says of changes in bulk renews what is shown of them. */
export function useLiveBulk(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onStream("operation", ({ id, kind, state }) => {
        if (kind !== "bulk") return;
        void client.invalidateQueries({ queryKey: ["bulk", id], exact: state === "running" });
        if (state !== "running") void client.invalidateQueries({ queryKey: ["bulks"] });
      }),
    [client],
  );
}

function apply(client: QueryClient, news: ReadonlyMap<string, number>): void {
  const shown = shownCases(client);
  const known = [...news].filter(([id]) => shown.has(id));
  if (known.length <= ONE_BY_ONE) {
    for (const [id, position] of known) {
      if ((shown.get(id) ?? 0) < position) void renewRow(client, id);
    }
  } else {
    void client.invalidateQueries({ queryKey: ["cases"] });
  }
  for (const id of news.keys()) void client.invalidateQueries({ queryKey: ["case", id] });
  if (known.length < news.size) void client.invalidateQueries({ queryKey: ["cases", "count"] });
}

/** The cases that stand in lists of now, with the position each was read at. */
function shownCases(client: QueryClient): Map<string, number> {
  const lists = client.getQueriesData<{ pages?: CasePage[] }>({ queryKey: ["cases"] });
  const pages = lists.flatMap(([, data]) => data?.pages ?? []).filter((page) => !page.as_of);
  const rows = pages.flatMap((page) => page.cases);
  return new Map(rows.map((row) => [row.id, row.position]));
}
