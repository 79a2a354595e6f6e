/** How many are selected, in words. */
import { count, int } from "../../lib/format";

/** `12 cases`, or `10,000+ cases` where nobody has counted all. */
export const saysOf = ({ size, exact }: { size: number; exact: boolean }): string =>
  exact ? count(size, "case") : `${int(size)}+ cases`;
