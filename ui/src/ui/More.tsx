/** The button below rows of which there are more; nothing where there are none. */
import type { ReactNode } from "react";

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

interface Props {
  query: Pages;
  small?: boolean;
  /** Of the place that it stands in. */
  className?: string;
  children: ReactNode;
}

export function More({ query, small = false, className, children }: Props) {
  if (!query.hasNextPage) return null;
  const button = (
    <button
      type="button"
      className={small ? "button small" : "button"}
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {children}
    </button>
  );
  return className ? <div className={className}>{button}</div> : button;
}
