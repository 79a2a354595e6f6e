/** The one door to the API: reads, uploads and commands, each answering data or throwing a Problem. */
import createClient from "openapi-fetch";
import { signedOut } from "../lib/session";
import { causedPosition, noteWritten, sawOwnWrite } from "./position";
import { Problem } from "./problem";
import type { Receipt } from "./types";

/** What rides in an address: undefined and empty values are left out, arrays repeat the name. */
export type Query = Record<string, string | number | boolean | string[] | undefined | null>;

export function spell(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const each = Array.isArray(value) ? value : [value];
    for (const one of each) if (one != null && one !== "") params.append(name, String(one));
  }
  return params.toString();
}

// A query is open, for filters are spelt by facts that only the server knows; so the paths are not
// typed here. `reads.ts` names the shape of every answer.
const client = createClient<Record<string, never>>({
  baseUrl: location.origin,
  querySerializer: (query) => spell(query as Query),
  headers: { Accept: "application/json" },
});

type Method = "get" | "post" | "put" | "delete";

interface Asked {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

const request = client.request as unknown as (
  method: Method,
  path: string,
  init: object,
) => Promise<Answer>;

export async function call<T>(method: Method, path: string, asked: Asked = {}): Promise<T> {
  const { query, ...rest } = asked;
  const sent = request(method, path, { params: { query }, ...rest });
  const { data, error, response } = await sent.catch((why: unknown) => {
    throw why instanceof DOMException && why.name === "AbortError" ? why : Problem.unreachable();
  });
  if (response.ok) return data as T;
  if (response.status === 401) signedOut.set(true);
  throw Problem.of(response.status, error);
}

/** Reads a resource; lists and records wait for what this tab has written. */
export function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const min_position = causedPosition() || undefined;
  return call<T>("get", path, { query: { min_position, ...query }, signal });
}

export interface Told {
  /** The version the person saw; the server answers 412 when there is a newer one. */
  version?: number;
  /** Made when the person acts, so that a retry does nothing twice. */
  key?: string;
}

/** `POST /v1/commands/{name}`. Give `key` yourself when you retry the same act. */
export function command(name: string, body: object, told: Told = {}): Promise<Receipt> {
  return give<Receipt>(`/v1/commands/${name}`, body, told);
}

/** What answers with a receipt, or more; most of it is a `command`. */
export async function give<R extends Receipt>(path: string, body: object, told: Told): Promise<R> {
  const headers: Record<string, string> = { "Idempotency-Key": told.key ?? newKey() };
  if (told.version !== undefined) headers["If-Match"] = `"${told.version}"`;
  const receipt = await call<R>("post", path, { body, headers });
  if (receipt.position !== null) sawOwnWrite(receipt.position); // null: nothing had to happen
  noteWritten(receipt.id);
  return receipt;
}

/** randomUUID exists only on https and localhost; the pages must also work elsewhere. */
export function newKey(): string {
  if ("randomUUID" in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
