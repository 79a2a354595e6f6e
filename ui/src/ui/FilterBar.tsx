/** The filters of a list as chips, and the menu that adds one. */
import { Popover } from "@mantine/core";
import { useState } from "react";
import type { Field } from "../api/types";
import { filtersOf, nameOf, withFilter, withoutFilter, type Filter } from "../lib/filters";
import type { Known } from "../lib/filterWords";
import type { Search } from "../lib/search";
import { FilterChip } from "./FilterChip";
import { IconFilter } from "./icons";

interface Props {
  search: Search;
  fields: Field[];
  known: Known;
  onChange: (search: Search) => void;
  /** Whether the menu that adds a filter is open: the key f opens it too. */
  adding: boolean;
  setAdding: (open: boolean) => void;
}

export function FilterBar({ search, fields, known, onChange, adding, setAdding }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  // A filter that has no values yet is not in the address.
  const [begun, setBegun] = useState<Filter | null>(null);
  const there = filtersOf(search);
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
    setAdding(false);
    setBegun(filter);
    if (values.length) onChange(withFilter(search, filter));
    // Once the menu has closed and given focus back, the chip may take it.
    requestAnimationFrame(() => setOpen(nameOf(filter)));
  };

  return (
    <>
      {chips.map((filter) => (
        <FilterChip
          key={nameOf(filter)}
          filter={filter}
          field={fields.find((each) => each.key === filter.fact)}
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
      ))}
      <AddFilter fields={fields} open={adding} setOpen={setAdding} pick={begin} />
    </>
  );
}

function AddFilter(props: {
  fields: Field[];
  open: boolean;
  setOpen: (open: boolean) => void;
  pick: (field: Field) => void;
}) {
  const { fields, open, setOpen, pick } = props;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="button small dashed"
          aria-haspopup="dialog"
          onClick={() => setOpen(!open)}
        >
          <IconFilter size={14} />
          Filter
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Add a filter">
        <FieldPicker fields={fields.filter(isOffered)} pick={pick} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Nobody knows the id of a contact by heart: such filters come by links alone. */
const isOffered = (field: Field): boolean => field.operators.length > 0 && field.kind !== "contact";

/** Fields by group, narrowed by typing; ↓ and ↑ walk them. */
export function FieldPicker({ fields, pick }: { fields: Field[]; pick: (field: Field) => void }) {
  const [words, setWords] = useState("");
  const found = fields.filter((each) => each.label.toLowerCase().includes(words.toLowerCase()));
  const groups = [...new Set(found.map((each) => each.group))];

  const walk = (event: React.KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, button")];
    const here = stops.indexOf(document.activeElement as HTMLElement);
    stops[(here + step + stops.length) % stops.length]?.focus();
  };

  return (
    <div className="stack" style={{ width: 240, gap: 6 }} onKeyDown={walk}>
      <input
        className="input"
        aria-label="Find a field"
        placeholder="Find a field…"
        data-autofocus
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          const only = found[0];
          if (event.key === "Enter" && only) pick(only);
        }}
      />
      <div className="picker">
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <div className="picker-group">{group}</div>
            {found
              .filter((each) => each.group === group)
              .map((each) => (
                <button key={each.key} type="button" className="nav" onClick={() => pick(each)}>
                  {each.label}
                </button>
              ))}
          </div>
        ))}
        {!found.length && <p className="dim small">No field is called that.</p>}
      </div>
    </div>
  );
}
