/** The highest position this tab has caused: reads wait for it, so an edit never seems to vanish. */
const KEY = "caseledger.caused";

let caused = Number(sessionStorage.getItem(KEY) ?? 0);

export const causedPosition = (): number => caused;

export function sawOwnWrite(position: number): void {
  if (position <= caused) return;
  caused = position;
  sessionStorage.setItem(KEY, String(position));
}

let begin: (head: string) => void;

/** Where the ledger was when this page began to read; empty: nobody knows. News go on from there. */
export const begun = new Promise<string>((resolve) => (begin = resolve));

export function beginAt(head: number | null): void {
  begin(head === null ? "" : String(head));
  if (head !== null) forgetBeyond(head);
}

/** A ledger that was replaced under the page (another firm, a restored backup) starts anew. */
function forgetBeyond(head: number): void {
  if (caused <= head) return;
  caused = 0;
  sessionStorage.removeItem(KEY);
}

const written = new Set<string>();

/** What this tab has written to: a list that lags may not know it yet. */
export const wroteTo = (id: string): boolean => written.has(id);

export const noteWritten = (id: string): void => void written.add(id);
