/** How far the lists are behind the ledger, as the stream tells it. */
import { useEffect } from "react";
import { duration } from "./format";
import { Store, useStore } from "./store";
import { connected, onStream, type Streamed } from "./stream";

const head = new Store<Streamed["head"] | null>(null);

const AMBER_MS = 5000;
const RED_MS = 60_000;

export type LagTone = "live" | "warn" | "danger" | "unknown";

export interface Lag {
  tone: LagTone;
  says: string;
}

export function lagOf(news: Streamed["head"] | null, up: boolean | null): Lag {
  if (up === false) return { tone: "warn", says: "Live updates paused" };
  if (!news) return { tone: "unknown", says: "Connecting…" };
  const behind = duration(news.lag_ms);
  if (news.lag_ms > RED_MS) return { tone: "danger", says: `Lists are ${behind} behind` };
  if (news.lag_ms > AMBER_MS) return { tone: "warn", says: `Catching up · ${behind} behind` };
  return { tone: "live", says: news.lag_ms ? `Up to date · ${behind} behind` : "Up to date" };
}

/** Listens for as long as the frame stands, also while the drawer is shut. */
export function useHeadNews(): void {
  useEffect(() => onStream("head", (news) => head.set(news)), []);
}

export const useLag = (): Lag => lagOf(useStore(head), useStore(connected));

export const useHeadPosition = (): number | null => useStore(head)?.position ?? null;
