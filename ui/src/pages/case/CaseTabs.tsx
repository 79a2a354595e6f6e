/** The tabs of a case, with how much each holds. Arrow keys go from one to the next. */
import type { KeyboardEvent } from "react";
import { int } from "../../lib/format";
import { TABS, useCasePlace, type Tab } from "./place";
import type { Seen } from "./seen";

export const LABELS: Record<Tab, string> = {
  overview: "Overview",
  communications: "Communications",
  tasks: "Tasks",
  documents: "Documents",
  notes: "Notes",
  activity: "Activity",
};

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

export function CaseTabs({ seen }: { seen: Seen }) {
  const { tab, go } = useCasePlace();

  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const next = step === undefined ? undefined : TABS[TABS.indexOf(tab) + step];
    if (!next) return;
    event.preventDefault();
    go({ tab: next });
    document.getElementById(`tab-${next}`)?.focus();
  };

  return (
    <div className="tabs" role="tablist" aria-label="Case" onKeyDown={walk}>
      {TABS.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`tab-${each}`}
          className="tab"
          aria-controls="panel"
          aria-selected={each === tab}
          tabIndex={each === tab ? 0 : -1}
          onClick={() => each !== tab && go({ tab: each })}
        >
          {LABELS[each]}
          {each !== "overview" && <Count n={seen.detail.tabs[each]} />}
        </button>
      ))}
    </div>
  );
}

const Count = ({ n }: { n: number | undefined }) => (n ? <span className="count">{int(n)}</span> : null);
