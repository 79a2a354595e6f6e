/** Whether a media query holds, now and when it changes. */
import { useSyncExternalStore } from "react";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      const list = matchMedia(query);
      list.addEventListener("change", tell);
      return () => list.removeEventListener("change", tell);
    },
    () => matchMedia(query).matches,
  );
}

/** Below this width the side navigation is a drawer, as in `styles/shell.css`. */
export const useNarrow = (): boolean => useMedia("(max-width: 959px)");

/** Below this width rows are two-line cards. */
export const useCards = (): boolean => useMedia("(max-width: 719px)");
