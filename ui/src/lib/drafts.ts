/** What was typed and not saved yet: kept in this browser, so that a reload loses nothing. */
const PREFIX = "caseledger.draft.";

export const keptDraft = (name: string): string => localStorage.getItem(PREFIX + name) ?? "";

export function keepDraft(name: string, text: string): void {
  if (text) localStorage.setItem(PREFIX + name, text);
  else forgetDraft(name);
}

export const forgetDraft = (name: string): void => localStorage.removeItem(PREFIX + name);
