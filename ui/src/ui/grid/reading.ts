/** Reading on: the next page before the end is reached, and the place that Back returns to. */
import { useEffect, useRef } from "react";
import { rememberPlace } from "../../lib/places";
import type { Pages, Rows } from "./parts";

const AHEAD = 20; // rows before the end at which the next page is asked for

export function useNextPage(pages: Pages, read: number, virtual: Rows): void {
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = pages;
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (last < read - AHEAD || !hasNextPage || isFetchingNextPage || isError) return;
    void fetchNextPage();
  }, [last, read, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
}

/** Remembers how far down a question was read, and begins another at its top. */
export function usePlace(question: string, virtual: Rows): void {
  const offset = virtual.scrollOffset ?? 0;
  const asked = useRef(question);
  useEffect(() => {
    if (asked.current !== question) {
      asked.current = question;
      virtual.scrollToOffset(0);
    } else {
      rememberPlace(question, offset);
    }
  }, [question, offset, virtual]);
}
