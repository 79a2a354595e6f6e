/** What of the firm’s log is shown: words, kinds, people, doors, days, and what a link brought. */
import type { Category } from "../../api/types";
import { toggled } from "../../lib/activity";
import { joinList, splitList } from "../../lib/filters";
import { usePeople } from "../../lib/meta";
import { first } from "../../lib/search";
import { IconClose } from "../../ui/icons";
import { SearchBox } from "../../ui/SearchBox";
import { CATEGORIES, DOORS } from "../../ui/Timeline";
import { isNarrowed, nothing, useAuditPlace } from "./place";

export function AuditFilters() {
  const { search, go } = useAuditPlace();
  return (
    <div className="audit-filters" role="search" aria-label="The log">
      <SearchBox
        label="Search the log"
        placeholder="Words of an entry, a name, a number…"
        value={first(search.q) ?? ""}
        onSettled={(q) => go({ q: q || undefined })}
      />
      <Kinds />
      <div className="row wrap">
        <Pick name="actor" label="Anybody" options={usePeople().map((it) => [it.id, it.name])} />
        <Pick name="channel" label="Any way" options={Object.entries(DOORS)} />
        <Day name="from" label="From" />
        <Day name="until" label="Until" />
        <Chip name="case" says="One case" />
        <Chip name="correlation" says="One act" />
        {isNarrowed(search) && (
          <button type="button" className="button small ghost" onClick={() => go(nothing)}>
            Clear
          </button>
        )}
      </div>
    </div>
  );
}

function Kinds() {
  const { search, go } = useAuditPlace();
  const chosen = splitList(first(search.category) ?? "") as Category[];
  const pick = (each: Category) => go({ category: joinList(toggled(chosen, each)) || undefined });
  return (
    <div className="pressed-row" role="group" aria-label="Kinds of change">
      <button
        type="button"
        aria-pressed={!chosen.length}
        onClick={() => go({ category: undefined })}
      >
        Everything
      </button>
      {(Object.keys(CATEGORIES) as Category[]).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={chosen.includes(each)}
          onClick={() => pick(each)}
        >
          {CATEGORIES[each].label}
        </button>
      ))}
    </div>
  );
}

function Pick(props: { name: "actor" | "channel"; label: string; options: [string, string][] }) {
  const { name, label, options } = props;
  const { search, go } = useAuditPlace();
  const value = first(search[name]) ?? "";
  const known = !value || options.some(([key]) => key === value);
  return (
    <select
      className={value ? "input pick on" : "input pick"}
      aria-label={label}
      value={value}
      onChange={(event) => go({ [name]: event.target.value || undefined })}
    >
      <option value="">{label}</option>
      {!known && <option value={value}>{value}</option>}
      {options.map(([key, says]) => (
        <option key={key} value={key}>
          {says}
        </option>
      ))}
    </select>
  );
}

function Day({ name, label }: { name: "from" | "until"; label: string }) {
  const { search, go } = useAuditPlace();
  const value = first(search[name]) ?? "";
  return (
    <label className="row day-field">
      <span className="dim small">{label}</span>
      <input
        type="date"
        className={value ? "input pick on" : "input pick"}
        value={value}
        onChange={(event) => go({ [name]: event.target.value || undefined })}
      />
    </label>
  );
}

function Chip({ name, says }: { name: "case" | "correlation"; says: string }) {
  const { search, go } = useAuditPlace();
  const value = first(search[name]);
  if (!value) return null;
  return (
    <span className="filter-chip">
      <button type="button" title={value} onClick={() => go({ [name]: undefined })}>
        {says} is <b className="mono">{value.slice(0, 8)}</b>
      </button>
      <button
        type="button"
        className="remove"
        aria-label={`Remove: ${says.toLowerCase()}`}
        onClick={() => go({ [name]: undefined })}
      >
        <IconClose size={12} />
      </button>
    </span>
  );
}
