/** What of the history is shown: kinds of change as chips, then person, field, days and density. */
import type { Category } from "../../../api/types";
import { everything, isNarrowed, narrowedBy, toggled } from "../../../lib/activity";
import { joinList } from "../../../lib/filters";
import { useFields, usePeople } from "../../../lib/meta";
import { first } from "../../../lib/search";
import { IconClose } from "../../../ui/icons";
import { CATEGORIES } from "../../../ui/Timeline";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";

export const DENSITIES = { lines: "Lines", changes: "Changes", all: "Full" } as const;
export type Density = keyof typeof DENSITIES;

export const densityOf = (text: string | undefined): Density =>
  text === "lines" || text === "all" ? text : "changes";

export function ActivityFilters({ seen }: { seen: Seen }) {
  return (
    <div className="activity-filters" role="group" aria-label="What is shown">
      <div className="activity-kinds">
        <CategoryChips />
        <DensityButtons />
      </div>
      <div className="row wrap">
        <Actor />
        <FieldName seen={seen} />
        <Day name="from" label="From" />
        <Day name="until" label="Until" />
        <Act />
        <Clear />
      </div>
    </div>
  );
}

function CategoryChips() {
  const { search, go } = useCasePlace();
  const { categories } = narrowedBy(search);
  const pick = (each: Category) => go({ category: joinList(toggled(categories, each)) || undefined });
  return (
    <div className="pressed-row" role="group" aria-label="Kinds of change">
      <button
        type="button"
        aria-pressed={!categories.length}
        onClick={() => go({ category: undefined })}
      >
        Everything
      </button>
      {(Object.keys(CATEGORIES) as Category[]).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={categories.includes(each)}
          onClick={() => pick(each)}
        >
          {CATEGORIES[each].label}
        </button>
      ))}
    </div>
  );
}

interface PickProps {
  name: string;
  label: string;
  options: { value: string; label: string }[];
}

function Pick({ name, label, options }: PickProps) {
  const { search, go } = useCasePlace();
  const value = first(search[name]) ?? "";
  const known = !value || options.some((each) => each.value === value);
  return (
    <select
      className={value ? "input pick on" : "input pick"}
      aria-label={label}
      value={value}
      onChange={(event) => go({ [name]: event.target.value || undefined })}
    >
      <option value="">{label}</option>
      {!known && <option value={value}>{value}</option>}
      {options.map((each) => (
        <option key={each.value} value={each.value}>
          {each.label}
        </option>
      ))}
    </select>
  );
}

function Actor() {
  const people = usePeople().map(({ id, name }) => ({ value: id, label: name }));
  return <Pick name="actor" label="Anybody" options={people} />;
}

function FieldName({ seen }: { seen: Seen }) {
  const builtIn = useFields().filter((each) => each.built_in && each.editable);
  const options = [...builtIn, ...seen.detail.fields].map(({ key, label }) => ({ value: key, label }));
  return <Pick name="field" label="Any field" options={options} />;
}

function Day({ name, label }: { name: "from" | "until"; label: string }) {
  const { search, go } = useCasePlace();
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

/** One act, such as an import or a bulk change: only its events are shown. */
function Act() {
  const { search, go } = useCasePlace();
  const { correlation } = narrowedBy(search);
  if (!correlation) return null;
  return (
    <span className="filter-chip">
      <button type="button" title={correlation} onClick={() => go({ correlation: undefined })}>
        One act is <b className="mono">{correlation.slice(0, 8)}</b>
      </button>
      <button
        type="button"
        className="remove"
        aria-label="Show all acts"
        onClick={() => go({ correlation: undefined })}
      >
        <IconClose size={12} />
      </button>
    </span>
  );
}

function Clear() {
  const { search, go } = useCasePlace();
  if (!isNarrowed(search)) return null;
  return (
    <button type="button" className="button small ghost" onClick={() => go(everything)}>
      Clear
    </button>
  );
}

function DensityButtons() {
  const { search, go } = useCasePlace();
  const density = densityOf(first(search.density));
  return (
    <div className="segments" role="group" aria-label="Density">
      {(Object.keys(DENSITIES) as Density[]).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={density === each}
          onClick={() => go({ density: each === "changes" ? undefined : each })}
        >
          {DENSITIES[each]}
        </button>
      ))}
    </div>
  );
}
