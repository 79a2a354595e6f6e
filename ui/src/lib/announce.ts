/** One polite live region for what changes without a sound: moves, counts, results. */
import { Store } from "./store";

export const announced = new Store("");

export const announce = (text: string): void => announced.set(text);
