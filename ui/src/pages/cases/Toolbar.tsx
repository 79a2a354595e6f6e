/** What stands over the list of cases: search, filters, the moment, columns and how dense it is. */
import { useCaseTypes, usePeople } from "../../lib/meta";
import { useCards } from "../../lib/media";
import { first } from "../../lib/search";
import { ColumnChooser } from "../../ui/ColumnChooser";
import { FilterBar } from "../../ui/FilterBar";
import { IconDensity } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { SearchBox } from "../../ui/SearchBox";
import { AsOfButton } from "./AsOfButton";
import { isDefault } from "./columns";
import type { CaseList } from "./useCaseList";

export function Toolbar(props: {
  list: CaseList;
  words: React.RefObject<HTMLInputElement | null>;
  adding: boolean;
  setAdding: (open: boolean) => void;
}) {
  const { list, words, adding, setAdding } = props;
  const { search, set, compact } = list;
  const known = { types: useCaseTypes(), people: usePeople() };
  const cards = useCards();
  return (
    <div className="toolbar" role="search" aria-label="Cases">
      <SearchBox
        ref={words}
        label="Search cases"
        placeholder="Name, client, number, phone…"
        value={first(search.q) ?? ""}
        onSettled={(q) => set({ q: q || undefined }, true)}
      />
      <FilterBar
        search={search}
        fields={list.fields}
        known={known}
        onChange={list.ask}
        adding={adding}
        setAdding={setAdding}
      />
      {list.narrowed && (
        <button type="button" className="button small ghost" onClick={list.clear}>
          Clear
        </button>
      )}
      {list.narrowed && !list.asOf && (
        <MayButton
          permission="lists.edit"
          className="button small ghost"
          onClick={() => list.set({ new: "list" })}
        >
          Save as list
        </MayButton>
      )}
      <span className="grow" />
      <AsOfButton shown={list.asOf} go={(as_of) => set({ as_of })} />
      {!cards && (
        <>
          <ColumnChooser
            all={list.all}
            shown={list.columns.map((each) => each.id)}
            isDefault={isDefault(list.columns.map((each) => each.id))}
            onChange={list.show}
          />
          <button
            type="button"
            className="button small icon ghost"
            aria-label="Compact rows"
            aria-pressed={compact}
            onClick={() => list.densify(compact ? "normal" : "compact")}
          >
            <IconDensity size={15} />
          </button>
        </>
      )}
    </div>
  );
}
