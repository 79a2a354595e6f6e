/** The filters of a list as chips, the menu that adds one, and the groups that they are put in. */
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Field } from "../api/types";
import { filterOf, gathered, groupsOf, settled, testsOf } from "../lib/conditions";
import { filtersOf, isOffered, nameOf, whereOf, withFilter, withoutFilter, type Filter } from "../lib/filters";
import { keyed, type Known } from "../lib/filterWords";
import type { Search } from "../lib/search";
import { IconFilter, IconList } from "./icons";
import { Opener } from "./Opener";
import { useKnown, useListField } from "./useKnown";

const chip = () => import("./FilterChip"); // fetched when a filter is about to be added
const FilterChip = lazy(chip);
const ConditionChip = lazy(() => import("./ConditionChip"));
const ConditionBuilder = lazy(() => import("./ConditionBuilder"));

interface Props {
  search: Search;
  fields: Field[];
  known: Known;
  onChange: (search: Search) => void;
  /** Whether the menu that adds a filter is open: the key f opens it too. */
  adding: boolean;
  setAdding: (open: boolean) => void;
}

export function FilterBar({ search, fields: facts, known: here, onChange, adding, setAdding }: Props) {
  const where = whereOf(search);
  const there = filtersOf(search);
  const [grouping, setGrouping] = useState(false);
  const bar = useRef<HTMLSpanElement>(null);
  const fields = [...facts, useListField(there.some(({ fact }) => fact === "list"))];
  const grouped = testsOf(groupsOf(where)).map((each) => filterOf(each, fields));
  const known = useKnown(here, [...there, ...grouped], fields);
  const group = {
    begin: () => {
      setAdding(false);
      setGrouping(true);
      if (there.length) onChange(gathered(search, where, fields));
    },
    end: () => {
      setGrouping(false);
      const plain = settled(search, where, fields);
      if (plain !== search) onChange(plain);
      requestAnimationFrame(() => bar.current?.querySelector("button")?.focus());
    },
    change: (next: string | undefined) => onChange({ ...search, where: next }),
  };

  return (
    <>
      <PlainFilters {...{ search, there, fields, known, onChange }}>
        {(begin) => (
          <span className="row wrap filter-last" ref={bar}>
            {where && (
              <Suspense>
                <ConditionChip
                  {...{ where, fields, known }}
                  open={grouping}
                  setOpen={(open) => (open ? setGrouping(true) : group.end())}
                  remove={() => {
                    setGrouping(false);
                    group.change(undefined);
                  }}
                />
              </Suspense>
            )}
            <AddFilter
              fields={facts}
              open={adding}
              setOpen={setAdding}
              pick={begin}
              group={grouping || where ? undefined : group.begin}
            />
          </span>
        )}
      </PlainFilters>
      {grouping && (
        <Suspense>
          <ConditionBuilder {...{ where, fields, known }} onChange={group.change} close={group.end} />
        </Suspense>
      )}
    </>
  );
}

interface PlainProps extends Pick<Props, "search" | "fields" | "known" | "onChange"> {
  there: Filter[];
  /** What follows the chips, and can begin another. */
  children: (begin: (field: Field) => void) => React.ReactNode;
}

function PlainFilters({ search, there, fields, known, onChange, children }: PlainProps) {
  const [open, setOpen] = useState<string | null>(null);
  // A filter that has no values yet is not in the address.
  const [begun, setBegun] = useState<Filter | null>(null);
  const isThere = begun && there.some((each) => nameOf(each) === nameOf(begun));
  const chips = begun && !isThere ? [...there, begun] : there;

  const change = (before: Filter, after: Filter) => {
    if (after.values.length) {
      if (nameOf(before) !== nameOf(after)) setOpen(nameOf(after));
      onChange(withFilter(withoutFilter(search, before), after));
    } else {
      setBegun(after);
      setOpen(nameOf(after));
      onChange(withoutFilter(search, before));
    }
  };

  const begin = (field: Field) => {
    const operator = field.operators[0];
    if (!operator) return;
    const values = operator.takes === "bool" ? ["true"] : [];
    const filter = { fact: field.key, op: operator.op, values };
    setBegun(filter);
    if (values.length) onChange(withFilter(search, filter));
    // Once the menu has closed and given focus back, the chip may take it.
    requestAnimationFrame(() => setOpen(nameOf(filter)));
  };

  return (
    <>
      {chips.map((filter) => {
        const field = fields.find((each) => each.key === filter.fact);
        return (
          <Suspense key={nameOf(filter)}>
            <FilterChip
              filter={keyed(filter, field, known)}
              field={field}
              known={known}
              open={open === nameOf(filter)}
              onOpen={(now) => {
                setOpen(now ? nameOf(filter) : null);
                if (!now) setBegun(null);
              }}
              onChange={(after) => change(filter, after)}
              onRemove={() => {
                setOpen(null);
                setBegun(null);
                onChange(withoutFilter(search, filter));
              }}
            />
          </Suspense>
        );
      })}
      {children(begin)}
    </>
  );
}

interface AddProps {
  fields: Field[];
  open: boolean;
  setOpen: (open: boolean) => void;
  pick: (field: Field) => void;
  /** Begins a group; missing where there is one. */
  group?: () => void;
}

function AddFilter({ fields, open, setOpen, pick, group }: AddProps) {
  useEffect(() => void (open && chip()), [open]);
  return (
    <Opener
      layer="Add a filter"
      className="dashed"
      at="bottom-start"
      held={[open, setOpen]}
      load={() => import("./FieldPicker")}
      part={(close) => ({
        fields: fields.filter(isOffered),
        pick: (field: Field) => {
          close();
          pick(field);
        },
        children: group && (
          <button type="button" className="nav picker-other" onClick={group}>
            <IconList size={14} />
            Group with and, or, not…
          </button>
        ),
      })}
    >
      <IconFilter size={14} />
      Filter
    </Opener>
  );
}
