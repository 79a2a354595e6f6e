/** The place of a page: its title in the tab, and focus on its heading when one arrives. */
import { useEffect, useRef, type RefObject } from "react";

export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · Caseledger`;
  }, [title]);
}

let arrivedBefore = false;

/** Give the ref to the page's h1 (with tabIndex -1): on navigation, focus moves there. */
export function useArrival(ready = true): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!ready) return;
    // The first page of a visit keeps the browser's own focus: nobody navigated.
    if (arrivedBefore) heading.current?.focus({ preventScroll: true });
    arrivedBefore = true;
  }, [ready]);
  return heading;
}
