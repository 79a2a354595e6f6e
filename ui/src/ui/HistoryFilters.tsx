/** What narrows a history: kinds of change, a choice, a day, and what a link brought. */
import type { Category } from "../api/types";
import { toggled } from "../lib/activity";
import { joinList } from "../lib/filters";
import { IconClose } from "./icons";
import { CATEGORIES } from "./Timeline";

/** Sets a filter, or takes it away. */
type Set = (value: string | undefined) => void;

export function KindsPicker({ chosen, set }: { chosen: Category[]; set: Set }) {
  return (
    <div className="pressed-row" role="group" aria-label="Kinds of change">
      <button type="button" aria-pressed={!chosen.length} onClick={() => set(undefined)}>
        Everything
      </button>
      {(Object.keys(CATEGORIES) as Category[]).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={chosen.includes(each)}
          onClick={() => set(joinList(toggled(chosen, each)) || undefined)}
        >
          {CATEGORIES[each].label}
        </button>
      ))}
    </div>
  );
}

interface PickProps {
  label: string;
  options: [value: string, says: string][];
  value?: string;
  set: Set;
}

export function Pick({ label, options, value = "", set }: PickProps) {
  const known = !value || options.some(([key]) => key === value);
  return (
    <select
      className={value ? "input pick on" : "input pick"}
      aria-label={label}
      value={value}
      onChange={(event) => set(event.target.value || undefined)}
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

export function DayPicker({ label, value = "", set }: { label: string; value?: string; set: Set }) {
  return (
    <label className="row day-field">
      <span className="dim small">{label}</span>
      <input
        type="date"
        className={value ? "input pick on" : "input pick"}
        value={value}
        onChange={(event) => set(event.target.value || undefined)}
      />
    </label>
  );
}

interface IdChipProps {
  says: string;
  remove: string;
  id?: string;
  set: Set;
}

/** One act or one case, by its id: it is there only when a link brought it. */
export function IdChip({ says, remove, id, set }: IdChipProps) {
  if (!id) return null;
  return (
    <span className="filter-chip">
      <button type="button" title={id} onClick={() => set(undefined)}>
        {says} is <b className="mono">{id.slice(0, 8)}</b>
      </button>
      <button type="button" className="remove" aria-label={remove} onClick={() => set(undefined)}>
        <IconClose size={12} />
      </button>
    </span>
  );
}
