/** The list of cases where there is none to show, and why. */
import { Link } from "@tanstack/react-router";
import { first } from "../../lib/search";
import { ALL } from "../../lib/views";
import { IconCase, IconSearch, IconView } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { Empty } from "../../ui/States";
import type { CaseList } from "./useCaseList";

export function NoSuchView({ list }: { list: CaseList }) {
  const why = list.viewed.refused;
  return (
    <div role="alert">
      <Empty
        icon={<IconView size={28} />}
        title="This view cannot be shown"
        action={
          <button type="button" className="button" onClick={() => list.look(ALL)}>
            Show all cases
          </button>
        }
      >
        {why?.message}
      </Empty>
    </div>
  );
}

export function Nothing({ list, newCase }: { list: CaseList; newCase: () => void }) {
  if (!list.narrowed && list.asOf) {
    return (
      <Empty icon={<IconCase size={28} />} title="No cases then">
        At that moment there was no case that was not archived.
      </Empty>
    );
  }
  if (!list.narrowed) {
    return (
      <Empty
        icon={<IconCase size={28} />}
        title="No cases yet"
        action={
          <span className="row">
            <MayButton permission="cases.create" className="button main" onClick={newCase}>
              New case
            </MayButton>
            <Link to="/imports" className="button">
              Import a spreadsheet
            </Link>
          </span>
        }
      >
        Cases that your firm opens or imports stand here.
      </Empty>
    );
  }
  const q = first(list.search.q);
  return (
    <Empty
      icon={<IconSearch size={28} />}
      title="No cases match"
      action={
        <button type="button" className="button" onClick={list.clear}>
          Clear search and filters
        </button>
      }
    >
      {q
        ? `Nothing matches “${q}” with these filters. Search looks at number, name, client, phone, e-mail and external ID.`
        : "Try removing a filter. Archived cases are hidden unless you filter for them."}
    </Empty>
  );
}
