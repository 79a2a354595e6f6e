/** The latest news of an operation of a kind, as the stream tells it. */
import { useEffect, useState } from "react";
import type { Operation } from "../../api/types";
import { onStream } from "../../lib/stream";

export function useLatest(kind: string): Operation | null {
  const [latest, setLatest] = useState<Operation | null>(null);
  useEffect(
    () =>
      onStream("operation", (operation) => {
        if (operation.kind === kind) setLatest(operation);
      }),
    [kind],
  );
  return latest;
}
