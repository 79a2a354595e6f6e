/** Exports: asked for here, downloaded by themselves once they are made, also in the background. */
import { call, type Query } from "../api/client";
import { causedPosition } from "../api/position";
import type { ExportState, Operation } from "../api/types";
import { watch } from "./operations";
import { save } from "./saving";
import { onStream } from "./stream";
import { toast } from "./toasts";

/** The exports that this tab waits for, by operation: only who asked gets a file unasked. */
const awaited = new Map<string, string>();
let listening = false;

interface Asked {
  path: "/v1/exports" | "/v1/activity/export";
  query: Query;
  body: Record<string, unknown>;
}

/** Downloads it at once, or when the background has made it. */
export async function askExport({ path, query, body }: Asked): Promise<ExportState> {
  const min_position = causedPosition() || undefined;
  const it = await call<ExportState>("post", path, { query: { ...query, min_position }, body });
  if (it.state === "done") await download(it.id);
  else if (it.operation) awaitExport(it.id, it.operation);
  return it;
}

function awaitExport(id: string, operation: Operation): void {
  awaited.set(operation.id, id);
  if (!listening) onStream("operation", arrived);
  listening = true;
  // The tray shows it, and hears how it goes on.
  watch(operation);
}

function arrived(operation: Operation): void {
  const id = exportOf(operation);
  if (id && awaited.delete(operation.id)) void download(id).catch(tell);
}

/** The export that an operation made; nothing for other work and for what goes on. */
export function exportOf({ kind, state, result }: Operation): string | undefined {
  const made = kind === "export" && state === "done" ? result?.["export"] : undefined;
  return typeof made === "string" ? made : undefined;
}

/** A link works for a day; each click takes a new one. */
export async function download(id: string): Promise<void> {
  const { link } = await call<{ link: string }>("post", `/v1/exports/${id}/link`);
  save(link);
}

/** What leaves an operation off; nothing where this tab did not begin it. */
export function stopOf({ id, state }: Operation): (() => void) | undefined {
  const it = state === "running" ? awaited.get(id) : undefined;
  return it === undefined ? undefined : () => void call("post", `/v1/exports/${it}/stop`).catch(tell);
}

export function tell(why: unknown): void {
  toast({ id: "export", tone: "danger", message: (why as Error).message });
}
