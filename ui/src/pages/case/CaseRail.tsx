/** Beside the tabs: who the case is about, what comes next, and what the ledger says of it. */
import { away, day } from "../../lib/format";
import { ContactsCard } from "./contacts/ContactsCard";
import { LedgerCard } from "./LedgerCard";
import { ListsCard } from "./ListsCard";
import type { Seen } from "./seen";

export function CaseRail({ seen }: { seen: Seen }) {
  return (
    <aside className="case-rail" aria-label="Case summary">
      <ContactsCard seen={seen} />
      <NextUp seen={seen} />
      <ListsCard seen={seen} />
      <LedgerCard seen={seen} />
    </aside>
  );
}

function NextUp({ seen }: { seen: Seen }) {
  const { court_date, end_date } = seen.present.case;
  const lines = [
    { label: "Court date", date: court_date },
    { label: "Closed", date: end_date },
  ].filter((each): each is { label: string; date: string } => each.date !== null);
  if (!lines.length) return null;
  return (
    <section className="card">
      <header>
        <span className="grow">Next up</span>
        {seen.past && <Today />}
      </header>
      <div className="in">
        {lines.map(({ label, date }) => (
          <div key={label} className="pairs">
            <span>{label}</span>
            <span>
              <b>{day(date)}</b> <span className="dim">{away(date)}</span>
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

/** Marks what is shown as it is now while everything else is the past. */
export const Today = () => (
  <span className="dim small" title="This is as it is now, not as it was then.">
    Today
  </span>
);
