/** Single-key shortcuts: off in fields, in dialogs, under a layer, and wholly when the person says so. */
import { useEffect, useRef } from "react";
import { Store, useStore } from "./store";

export interface Key {
  /** As KeyboardEvent.key in lower case; `shift+x` for a letter with shift. */
  key: string;
  says: string;
  run: (event: KeyboardEvent) => void;
}

const OFF = "caseledger.keys-off";

/** WCAG 2.1.4: single-key shortcuts can be turned off. */
export const keysOff = new Store(localStorage.getItem(OFF) === "1");

export function turnKeys(on: boolean): void {
  localStorage.setItem(OFF, on ? "0" : "1");
  keysOff.set(!on);
}

/** The keys of the screens that are open, outermost first: the key help lists them. */
export const keysShown = new Store<readonly (readonly Key[])[]>([]);

const TYPING = "input, textarea, select, [contenteditable]";
const LAYERS = "[role=dialog], [role=menu], [role=listbox]";

/** Whether a layer is open, be the focus in it by now or not. */
export const isLayered = (): boolean => document.querySelector("[data-layer]") !== null;

function isElsewhere(target: HTMLElement): boolean {
  const typing = target.closest(TYPING) && !target.matches("input[type=checkbox]");
  return Boolean(typing || target.closest(LAYERS)) || isLayered();
}

export function nameOfKey(event: KeyboardEvent): string {
  const letter = event.key.length === 1 && /[a-z]/i.test(event.key);
  return (event.shiftKey && letter ? "shift+" : "") + event.key.toLowerCase();
}

export function useKeys(keys: readonly Key[]): void {
  const latest = useRef(keys);
  const off = useStore(keysOff);

  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    const shown = latest.current;
    keysShown.set([...keysShown.value, shown]);
    return () => keysShown.set(keysShown.value.filter((each) => each !== shown));
  }, []);

  useEffect(() => {
    if (off) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isElsewhere(event.target as HTMLElement)) return;
      // Enter on a button or link is theirs.
      if (event.key === "Enter" && (event.target as HTMLElement).closest("a, button")) return;
      const key = latest.current.find((each) => each.key === nameOfKey(event));
      if (!key) return;
      event.preventDefault();
      key.run(event);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [off]);
}
