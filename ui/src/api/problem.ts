/** An RFC 9457 problem as an error: what the server said, in the field's words. */
import type { Entry } from "./types";

export interface FieldError {
  field: string;
  message: string;
}

interface Said {
  type?: string;
  title?: string;
  detail?: string;
  missing_permission?: string;
  current_version?: number;
  changes?: Entry[];
  errors?: FieldError[];
}

const OFFLINE = "The server can’t be reached. Nothing was lost; it will be tried again.";
const UNSAID = "The server answered with an error that says no more than its number.";

export class Problem extends Error {
  constructor(
    /** The HTTP status; 0 when there was no answer at all. */
    readonly status: number,
    readonly said: Said,
  ) {
    super(said.detail ?? said.title ?? UNSAID);
  }

  /** `body` as it was read: a problem document, or whatever else stood in its place. */
  static of(status: number, body: unknown): Problem {
    return new Problem(status, body !== null && typeof body === "object" ? (body as Said) : {});
  }

  static unreachable(): Problem {
    return new Problem(0, { title: "No answer", detail: OFFLINE });
  }

  /** The slug of the problem, such as `case-is-archived`. */
  get slug(): string {
    return this.said.type?.split("/").at(-1) ?? "";
  }

  get fieldErrors(): FieldError[] {
    return this.said.errors ?? [];
  }

  /** Trying again may help: no answer, too many requests, or the server is busy. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const problemOf = (error: unknown): Problem | null =>
  error instanceof Problem ? error : null;
