/** The highest position this tab has caused: reads wait for it, so an edit never seems to vanish. */
const KEY = "caseledger.caused";

let caused = Number(sessionStorage.getItem(KEY) ?? 0);

export const causedPosition = (): number => caused;

export function sawOwnWrite(position: number): void {
  if (position <= caused) return;
  caused = position;
  sessionStorage.setItem(KEY, String(position));
}

/** A ledger that was replaced under the page (another firm, a restored backup) starts anew. */
export function forgetBeyond(head: number): void {
  if (caused <= head) return;
  caused = 0;
  sessionStorage.removeItem(KEY);
}

const written = new Set<string>();

/** What this tab has written to: a list that lags may not know it yet. */
export const wroteTo = (id: string): boolean => written.has(id);

export const noteWritten = (id: string): void => void written.add(id);
