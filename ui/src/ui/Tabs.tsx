/** Tabs over a panel, with how much each holds. Arrow keys go from one to the next. */
import type { KeyboardEvent } from "react";
import { int } from "../lib/format";

interface Props<T extends string> {
  label: string;
  tabs: Record<T, string>;
  tab: T;
  counts: Partial<Record<T, number>>;
  go: (tab: T) => void;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

export function Tabs<T extends string>({ label, tabs, tab, counts, go }: Props<T>) {
  const keys = Object.keys(tabs) as T[];

  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const next = step === undefined ? undefined : keys[keys.indexOf(tab) + step];
    if (!next) return;
    event.preventDefault();
    go(next);
    document.getElementById(`tab-${next}`)?.focus();
  };

  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={walk}>
      {keys.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`tab-${each}`}
          className="tab"
          aria-controls="panel"
          aria-selected={each === tab}
          tabIndex={each === tab ? 0 : -1}
          onClick={() => each !== tab && go(each)}
        >
          {tabs[each]}
          <Count n={counts[each]} />
        </button>
      ))}
    </div>
  );
}

const Count = ({ n }: { n: number | undefined }) => (n ? <span className="count">{int(n)}</span> : null);
