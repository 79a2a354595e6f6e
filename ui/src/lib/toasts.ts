/** Short news at the edge of the page: what was done, with a way back. */
import type { ReactNode } from "react";
import { Store } from "./store";

export interface Toast {
  id: string;
  tone?: "plain" | "warn" | "danger";
  title?: string;
  message: ReactNode;
  actions?: { label: string; main?: boolean; run: () => void }[];
  /** Stays until it is answered or dismissed. */
  stays?: boolean;
}

const MOST = 3;

export const toasts = new Store<readonly Toast[]>([]);

/** Shows a toast; one of the same id takes the place of the earlier. */
export function toast(it: Toast): void {
  const others = toasts.value.filter((each) => each.id !== it.id);
  toasts.set([...others, it].slice(-MOST));
}

export const dismiss = (id: string): void =>
  toasts.set(toasts.value.filter((each) => each.id !== id));
