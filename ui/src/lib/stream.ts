/** One server-sent-event connection per browser, not per tab.
 *
 * HTTP/1.1 allows six connections an origin and staff keep many cases open, so a Web Lock elects
 * the tab that holds the stream and the others listen on a BroadcastChannel. When that tab closes,
 * the lock and the stream pass on. Where there are no locks (plain http elsewhere than localhost)
 * each tab asks for the head now and then instead.
 */
import { call } from "../api/client";
import { begun } from "../api/position";
import type { LedgerState, Operation } from "../api/types";
import { Store } from "./store";

export interface Streamed {
  head: { position: number; lag_ms: number };
  operation: Operation;
  case: { id: string; position: number; actor: unknown };
}

type Name = keyof Streamed;
type Message = { [N in Name]: { event: N; data: Streamed[N] } }[Name] | { event: "up" | "down" };

const CHANNEL = "caseledger-stream";
const POLL_MS = 3000;

/** How soon the stream is opened again after a refusal, at first and in the end. */
const SOON_MS = 1000;
const LATE_MS = 30_000;

/** Whether the stream is up; a page works without it, its news come late. */
export const connected = new Store<boolean | null>(null);

const listeners = new Set<(message: Message) => void>();
let started = false;

/** Tells all in this tab how an operation stands that was asked for beside the stream. */
export const tellOperation = (data: Operation): void => tell({ event: "operation", data });

function tell(message: Message): void {
  if (message.event === "up") connected.set(true);
  else if (message.event === "down") connected.set(false);
  for (const listener of listeners) listener(message);
}

/** Calls `hear` with each event of that name until the returned function is called. */
export function onStream<N extends Name>(name: N, hear: (data: Streamed[N]) => void): () => void {
  return on((message) => {
    // The name says which data it is; TypeScript cannot follow that through a type parameter.
    if (message.event === name && "data" in message) hear(message.data as Streamed[N]);
  });
}

/** Calls `hear` whenever the stream is up again, and where there is none, now and then. */
export const onUp = (hear: () => void): (() => void) =>
  on(({ event }) => {
    if (event === "up") hear();
  });

function on(listener: (message: Message) => void): () => void {
  listeners.add(listener);
  if (!started) start();
  return () => listeners.delete(listener);
}

function start(): void {
  started = true;
  if (!("locks" in navigator)) {
    setInterval(poll, POLL_MS);
    return;
  }
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (heard) => tell(heard.data as Message);
  // Held until the tab closes: the promise never settles.
  void navigator.locks.request(CHANNEL, () => new Promise<never>(() => lead(channel)));
}

function lead(channel: BroadcastChannel): void {
  const pass = (message: Message) => {
    tell(message);
    channel.postMessage(message);
  };
  void begun.then((head) => listen(pass, SOON_MS, head));
}

/** Opens the stream, and again with more and more patience, from where it was heard last. */
function listen(pass: (message: Message) => void, wait: number, heard: string): void {
  const source = new EventSource(heard ? `/v1/stream?after=${heard}` : "/v1/stream");
  source.onopen = () => {
    wait = SOON_MS;
    pass({ event: "up" });
  };
  source.onerror = () => {
    pass({ event: "down" });
    // A browser itself tries again after a cut, but never after an answer such as 503.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen(pass, Math.min(2 * wait, LATE_MS), heard), wait);
  };
  for (const event of ["head", "operation", "case"] as const) {
    source.addEventListener(event, ({ data, lastEventId }: MessageEvent<string>) => {
      heard = lastEventId || heard;
      pass({ event, data: JSON.parse(data) as unknown } as Message);
    });
  }
}

async function poll(): Promise<void> {
  try {
    const state = await call<LedgerState>("get", "/v1/ledger");
    tell({ event: "up" });
    tell({ event: "head", data: { position: state.head, lag_ms: 0 } });
  } catch {
    tell({ event: "down" }); // the frame shows it; the next round tries again
  }
}
