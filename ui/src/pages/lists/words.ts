/** The kinds of list, in words. */
import type { ListKind } from "../../api/types";

export const KINDS: { value: ListKind; title: string; says: string }[] = [
  {
    value: "static",
    title: "Static",
    says: "You put cases on it and take them off. It stays as it is until you do.",
  },
  {
    value: "dynamic",
    title: "Dynamic",
    says: "It follows filters: cases come and go by themselves as they begin and cease to fit.",
  },
  {
    value: "hybrid",
    title: "Hybrid",
    says: "It follows filters, and you add and exclude cases by hand. What you exclude stays off.",
  },
];

export const kindTitle = (kind: string): string =>
  KINDS.find((each) => each.value === kind)?.title ?? kind;
