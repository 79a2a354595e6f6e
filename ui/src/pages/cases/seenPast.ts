/** Who looks at cases as they were has seen how making them ended. */
import { useEffect } from "react";
import type { Past } from "../../api/types";
import { forget } from "../../lib/operations";

export function useSeen(past: Past | undefined): void {
  const id = past && past.state !== "running" ? past.operation?.id : undefined;
  useEffect(() => {
    if (id) forget(id);
  }, [id]);
}
