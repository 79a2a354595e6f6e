/** Entries of the ledger, newest first: who did what, by which way, when, and what changed. */
import type { ReactNode } from "react";
import type { Category, Colour, Entry } from "../api/types";
import { dayAndClock, exact, month } from "../lib/format";
import { pair } from "./Chips";
import { Diff } from "./Diff";
import { IconEdit, IconStatus, type IconProps } from "./icons";
import { IconComment, IconDocument, IconNote, IconSystem, IconPerson } from "./iconsOfPages";

interface Look {
  Icon: (props: IconProps) => ReactNode;
  colour: Colour;
  label: string;
}

export const CATEGORIES: Record<Category, Look> = {
  field: { Icon: IconEdit, colour: "gray", label: "Field edits" },
  client: { Icon: IconPerson, colour: "orange", label: "Client" },
  status: { Icon: IconStatus, colour: "blue", label: "Status" },
  document: { Icon: IconDocument, colour: "amber", label: "Documents" },
  communication: { Icon: IconComment, colour: "teal", label: "Communications" },
  note: { Icon: IconNote, colour: "violet", label: "Notes" },
  system: { Icon: IconSystem, colour: "cyan", label: "System" },
};

export const lookOf = (category: Category): Look => CATEGORIES[category] ?? CATEGORIES.system;

/** The ways in which something was asked for. */
export const DOORS: Record<string, string> = {
  page: "Web",
  api: "API",
  import: "Import",
  bulk: "Bulk",
  sync: "Sync",
  automation: "Automation",
  portal: "Client portal",
  console: "Command line",
  clock: "Clock",
};

export const via = (entry: Entry): string => DOORS[entry.channel] ?? entry.channel;

/** The file that it came from, where it came from one. */
const fileOf = ({ reference }: Entry): string => (reference?.["file"] ? ` · from ${String(reference["file"])}` : "");

interface RowProps {
  entry: Entry;
  /** Without it, the diffs are left out: the quiet density. */
  diffs?: boolean;
  /** The type whose words a status is said in. */
  type?: string;
  /** Buttons that appear on hover and focus. */
  acts?: ReactNode;
}

export function TimelineRow({ entry, diffs = true, type, acts }: RowProps) {
  const { Icon, colour } = lookOf(entry.category);
  return (
    <div className="entry">
      <span className="entry-icon" style={pair(colour)}>
        <Icon size={14} />
      </span>
      <div className="entry-text">
        <span>
          <b>{entry.actor.name}</b> {entry.says}
        </span>
        <span className="entry-via">
          {" "}
          · {via(entry)}
          {fileOf(entry)}
        </span>
        {diffs && entry.changes.length > 0 && (
          <div className="diffs">
            {entry.changes.map((change) => (
              <Diff key={change.name} change={change} type={type} />
            ))}
          </div>
        )}
        {diffs && entry.reason && <div className="quote">{entry.reason}</div>}
      </div>
      <div className="entry-side">
        {acts && <span className="entry-acts">{acts}</span>}
        <time dateTime={entry.at} title={exact(entry.at)}>
          {dayAndClock(entry.at)}
        </time>
      </div>
    </div>
  );
}

/** A whole timeline with its month heads; for long ones, build the rows into a virtual list. */
export function Timeline(props: {
  entries: Entry[];
  label: string;
  diffs?: boolean;
  type?: string;
  acts?: (entry: Entry) => ReactNode;
}) {
  const months = props.entries.map((entry) => month(entry.at));
  return (
    <ol className="timeline" aria-label={props.label}>
      {props.entries.map((entry, i) => (
        <li key={entry.position}>
          {months[i] !== months[i - 1] && <div className="timeline-month">{months[i]}</div>}
          <TimelineRow
            entry={entry}
            diffs={props.diffs}
            type={props.type}
            acts={props.acts?.(entry)}
          />
        </li>
      ))}
    </ol>
  );
}
