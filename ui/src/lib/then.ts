/** Which past is being looked at: the position, as an address says it; none: it is now. */
import { createContext, useContext } from "react";

export const Then = createContext<string | undefined>(undefined);

export const useThen = (): string | undefined => useContext(Then);

/** What the address of a case adds, so that it is shown as of then too. */
export const useThenSearch = (): { as_of?: string } => {
  const as_of = useThen();
  return as_of ? { as_of } : {};
};
