/** Filters put together in groups, all, any or none of which must hold; groups hold groups. */
import "../styles/conditions.css";
import { useEffect, useRef, useState } from "react";
import type { Field } from "../api/types";
import { isOffered } from "../lib/filters";
import { groupsOf } from "../lib/conditions";
import type { Known } from "../lib/filterWords";
import {
  again,
  conditionOf,
  drafted,
  groupOf,
  isRow,
  joiner,
  rowOf,
  withPart,
  type Group,
  type Join,
  type Part,
} from "../lib/groups";
import { ActsMenu } from "./ActsMenu";
import { ConditionRow, begun, PickField } from "./ConditionRow";
import { IconClose, IconFilter, IconPlus } from "./icons";

interface Props {
  where: string | undefined;
  fields: Field[];
  known: Known;
  /** Told of each change by which another question is asked. */
  onChange: (where: string | undefined) => void;
  close?: () => void;
}

export default function ConditionBuilder({ where, fields, known, onChange, close }: Props) {
  const [group, change] = useDraft(where, fields, onChange);
  const offered = fields.filter((each) => isOffered(each) && each.key !== "archived");
  return (
    <section
      className="conditions"
      aria-label="Groups of filters"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || !close) return;
        // A popover of its own is closed by itself; what bubbles through its portal is not ours.
        if (event.currentTarget.contains(event.target as Node)) close();
      }}
    >
      <GroupOf group={group} fields={fields} offered={offered} known={known} onChange={change} depth={1} />
      {close && (
        <div className="conditions-foot">
          <span className="dim small">A filter takes effect as soon as it has its values.</span>
          <button type="button" className="button small" onClick={close}>
            Done
          </button>
        </div>
      )}
    </section>
  );
}

/** The groups as they are put together. The address has what is whole of them, and may change by itself. */
function useDraft(where: string | undefined, fields: Field[], onChange: Props["onChange"]) {
  const [group, setGroup] = useState(() => drafted(groupsOf(where), fields));
  const told = useRef([where]); // what the address is, and what it is about to be
  useEffect(() => {
    const at = told.current.indexOf(where);
    told.current = at < 0 ? [where] : told.current.slice(at);
    if (at < 0) setGroup(drafted(groupsOf(where), fields));
  }, [where, fields]);
  const change = (next: Group) => {
    setGroup(next);
    const condition = conditionOf(next, fields);
    const said = condition ? JSON.stringify(condition) : undefined;
    if (said === told.current.at(-1)) return;
    told.current.push(said);
    onChange(said);
  };
  return [group, change] as const;
}

interface GroupProps {
  group: Group;
  fields: Field[];
  offered: Field[];
  known: Known;
  onChange: (group: Group) => void;
  depth: number;
}

const JOINS: [Join, string][] = [
  ["all", "All of these"],
  ["any", "Any of these"],
  ["none", "None of these"],
];
const DEEPEST = 6; // offered; what came by an address may be deeper

function GroupOf(props: GroupProps) {
  const { group, onChange, depth } = props;
  const [fresh, setFresh] = useState<number | null>(null);
  const end = useRef<HTMLDivElement>(null);
  const add = (part: Part) => {
    setFresh(part.key);
    onChange({ ...group, of: [...group.of, part] });
  };
  const replace = (at: number, ...parts: Part[]) => {
    onChange(withPart(group, at, ...parts));
    // Whoever removed it by a key goes on from here.
    if (!parts.length) requestAnimationFrame(() => end.current?.querySelector("button")?.focus());
  };
  return (
    <div className="condition-group" data-depth={depth % 2} role="group" aria-label={`${says(group)} hold`}>
      <select
        className="input condition-join"
        aria-label="How these are joined"
        value={group.join}
        onChange={(event) => onChange({ ...group, join: event.target.value as Join })}
      >
        {JOINS.map(([join, label]) => (
          <option key={join} value={join}>
            {label}
          </option>
        ))}
      </select>
      <ul>
        {group.of.map((part, at) => (
          <li key={part.key}>
            <span className="condition-joiner">{joiner(group, at)}</span>
            <PartOf {...props} part={part} fresh={part.key === fresh} replace={(...parts) => replace(at, ...parts)} />
          </li>
        ))}
      </ul>
      {!group.of.length && <p className="dim small">Nothing is asked for here yet.</p>}
      <div className="row wrap" ref={end}>
        <PickField fields={props.offered} pick={(field) => add(rowOf(begun(field)))}>
          <IconFilter size={14} />
          Add filter
        </PickField>
        {depth < DEEPEST && (
          <button
            type="button"
            className="button small ghost"
            onClick={() => add(groupOf(group.join === "any" ? "all" : "any"))}
          >
            <IconPlus size={14} />
            Add group
          </button>
        )}
      </div>
    </div>
  );
}

const says = ({ join }: Group): string => JOINS.find(([each]) => each === join)![1];

interface PartProps extends GroupProps {
  part: Part;
  fresh: boolean;
  /** Puts others in its place, or nothing. */
  replace: (...parts: Part[]) => void;
}

function PartOf({ part, fresh, replace, depth, ...rest }: PartProps) {
  const row = isRow(part);
  const label = row
    ? (rest.fields.find(({ key }) => key === part.filter.fact)?.label ?? part.filter.fact)
    : "the group";
  const acts = [
    { label: "Duplicate", run: () => replace(part, again(part)) },
    row
      ? { label: "Turn into a group", run: () => replace(groupOf("all", [part])) }
      : { label: "Take out of its group", run: () => replace(...part.of), why: whyNot(part) },
  ];
  return (
    <div className={row ? "condition-part" : "condition-part group"}>
      {row ? (
        <ConditionRow
          filter={part.filter}
          fields={rest.fields}
          offered={rest.offered}
          known={rest.known}
          fresh={fresh}
          onChange={(filter) => replace({ ...part, filter })}
        />
      ) : (
        <GroupOf {...rest} group={part} depth={depth + 1} onChange={(group) => replace(group)} />
      )}
      <span className="condition-acts">
        <ActsMenu label={`More for ${label}`} acts={acts} />
        <button
          type="button"
          className="button small icon ghost"
          aria-label={`Remove ${label}`}
          onClick={() => replace()}
        >
          <IconClose size={14} />
        </button>
      </span>
    </div>
  );
}

const whyNot = ({ of }: Group): string | undefined =>
  of.length ? undefined : "There is nothing in it.";
