/** The moments of a case, oldest first: where the page stands among them, and where it goes next. */
import type { Moment } from "../api/types";

/** The last moment that is not after the position; -1 when there was none yet. */
export function indexAt(moments: Moment[], position: number): number {
  return moments.findLastIndex((each) => each.position <= position);
}

/** The position to look at for a moment; nothing for the newest, for that is now. */
export function placeOf(moments: Moment[], index: number): string | undefined {
  if (index >= moments.length - 1) return undefined;
  return moments[Math.max(0, index)]?.position.toString();
}

/** The last moment that had happened by then; -1 when there was none yet. */
export function indexBy(moments: Moment[], at: string): number {
  const until = Date.parse(at);
  return moments.findLastIndex((each) => Date.parse(each.at) <= until);
}

/** How far along a moment stands, in percent; several are spread evenly, not by time. */
export const placeInPercent = (index: number, count: number): number =>
  count < 2 ? 100 : (100 * index) / (count - 1);

/** `2026-06-17T04:04:12Z` → what a date-time field of the reader's own clock holds. */
export function localInput(iso: string): string {
  const at = new Date(iso);
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}

export const fromLocalInput = (text: string): string => new Date(text).toISOString();
