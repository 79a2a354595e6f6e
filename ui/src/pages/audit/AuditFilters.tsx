/** What of the firm’s log is shown: words, kinds, people, doors, days, and what a link brought. */
import type { Category } from "../../api/types";
import { splitList } from "../../lib/filters";
import { usePeople } from "../../lib/meta";
import { first } from "../../lib/search";
import { DayPicker, IdChip, KindsPicker, Pick } from "../../ui/HistoryFilters";
import { SearchBox } from "../../ui/SearchBox";
import { DOORS } from "../../ui/Timeline";
import { isNarrowed, nothing, useAuditPlace } from "./place";

export function AuditFilters() {
  const { search, go } = useAuditPlace();
  const people = usePeople().map(({ id, name }): [string, string] => [id, name]);
  const by = (name: string) => ({
    value: first(search[name]),
    set: (value: string | undefined) => go({ [name]: value }),
  });
  const idBy = (name: string) => ({ id: first(search[name]), set: by(name).set });
  const kinds = splitList(first(search.category) ?? "") as Category[];
  return (
    <div className="audit-filters" role="search" aria-label="The log">
      <SearchBox
        label="Search the log"
        placeholder="Words of an entry, a name, a number…"
        value={first(search.q) ?? ""}
        onSettled={(q) => go({ q: q || undefined })}
      />
      <KindsPicker chosen={kinds} set={by("category").set} />
      <div className="row wrap">
        <Pick label="Anybody" options={people} {...by("actor")} />
        <Pick label="Any way" options={Object.entries(DOORS)} {...by("channel")} />
        <DayPicker label="From" {...by("from")} />
        <DayPicker label="Until" {...by("until")} />
        <IdChip says="One case" remove="Remove: one case" {...idBy("case")} />
        <IdChip says="One act" remove="Remove: one act" {...idBy("correlation")} />
        {isNarrowed(search) && (
          <button type="button" className="button small ghost" onClick={() => go(nothing)}>
            Clear
          </button>
        )}
      </div>
    </div>
  );
}
