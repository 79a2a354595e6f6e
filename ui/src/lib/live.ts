/** What the stream says of cases renews what is shown of them. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CasePage } from "../api/types";
import { onStream } from "./stream";

/** Lists are renewed at most this often, however many cases change. */
const LIST_MS = 2000;

export function useLiveCases(): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renewLists = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ["cases"] });
      }, LIST_MS);
    };
    const stop = onStream("case", ({ id, position }) => {
      const known = client.getQueriesData<{ pages?: CasePage[] }>({ queryKey: ["cases"] });
      const row = known
        .flatMap(([, data]) => data?.pages ?? [])
        .flatMap((page) => page.cases)
        .find((each) => each.id === id);
      if (!row || row.position < position) renewLists();
      void client.invalidateQueries({ queryKey: ["case", id] });
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
}
