/** The head of a page: its title, which takes focus on arrival, what stands beside it, its actions. */
import type { ReactNode } from "react";
import { useArrival, useTitle } from "../lib/place";

interface Props {
  title: string;
  beside?: ReactNode;
  actions?: ReactNode;
}

export function TopOfPage({ title, beside, actions }: Props) {
  useTitle(title);
  const heading = useArrival();
  return (
    <header className="page-head">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {beside}
      <span className="grow" />
      {actions}
    </header>
  );
}
