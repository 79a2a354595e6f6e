/** What of the history is shown: kinds of change as chips, then person, field, days and density. */
import { everything, isNarrowed, narrowedBy } from "../../../lib/activity";
import { useFields, usePeople } from "../../../lib/meta";
import { first } from "../../../lib/search";
import { DayPicker, IdChip, KindsPicker, Pick } from "../../../ui/HistoryFilters";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";

export const DENSITIES = { lines: "Lines", changes: "Changes", all: "Full" } as const;
export type Density = keyof typeof DENSITIES;

export const densityOf = (text: string | undefined): Density =>
  text === "lines" || text === "all" ? text : "changes";

export function ActivityFilters({ seen }: { seen: Seen }) {
  const { search, go } = useCasePlace();
  const people = usePeople().map(({ id, name }): [string, string] => [id, name]);
  const builtIn = useFields().filter((each) => each.built_in && each.editable);
  const fields = [...builtIn, ...seen.detail.fields].map(({ key, label }): [string, string] => [key, label]);
  const { categories, correlation } = narrowedBy(search);
  const by = (name: string) => ({
    value: first(search[name]),
    set: (value: string | undefined) => go({ [name]: value }),
  });
  return (
    <div className="activity-filters" role="group" aria-label="What is shown">
      <div className="activity-kinds">
        <KindsPicker chosen={categories} set={by("category").set} />
        <DensityButtons />
      </div>
      <div className="row wrap">
        <Pick label="Anybody" options={people} {...by("actor")} />
        <Pick label="Any field" options={fields} {...by("field")} />
        <DayPicker label="From" {...by("from")} />
        <DayPicker label="Until" {...by("until")} />
        <IdChip says="One act" remove="Show all acts" id={correlation} set={by("correlation").set} />
        {isNarrowed(search) && (
          <button type="button" className="button small ghost" onClick={() => go(everything)}>
            Clear
          </button>
        )}
      </div>
    </div>
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
