/** Status chips, opt-out tags, people and badges: colour with a shape or a word, never alone. */
import type { CSSProperties } from "react";
import type { Channel, Colour, Status, StatusCategory } from "../api/types";
import { NOTHING } from "../lib/format";
import { usePerson, useStatus } from "../lib/meta";

/** The two colours of a named pair, as the custom properties that the styles use. */
export const pair = (colour: Colour): CSSProperties =>
  ({ "--tone": `var(--c-${colour})`, "--tint": `var(--c-${colour}-b)` }) as CSSProperties;

const RING = 5;
const FILLED: Record<StatusCategory, number> = {
  open: 0,
  waiting: 0.25,
  active: 0.5,
  done: 1,
  closed: 1,
};

/** The shape of a status category: dashed ring, quarter, half, tick, dash. */
export function Glyph({ category }: { category: StatusCategory }) {
  const filled = FILLED[category] ?? 0;
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden fill="none" stroke="currentColor">
      <circle
        cx="7"
        cy="7"
        r={RING}
        strokeWidth="1.6"
        strokeDasharray={category === "open" ? "2.2 1.7" : undefined}
        fill={filled === 1 ? "currentColor" : undefined}
      />
      {filled > 0 && filled < 1 && <Slice part={filled} />}
      {category === "done" && <Mark path="M4.6 7.2l1.7 1.7 3.2-3.6" />}
      {category === "closed" && <Mark path="M4.9 7h4.2" />}
    </svg>
  );
}

function Slice({ part }: { part: number }) {
  const radius = 1.6;
  return (
    <circle
      cx="7"
      cy="7"
      r={radius}
      strokeWidth="3.2"
      strokeDasharray={`${part * 2 * Math.PI * radius} 99`}
      transform="rotate(-90 7 7)"
    />
  );
}

function Mark({ path }: { path: string }) {
  return (
    <path
      d={path}
      stroke="var(--tint)"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

export function StatusOf({ status }: { status: Status }) {
  return (
    <span className="chip-status" style={pair(status.colour)}>
      <Glyph category={status.category} />
      <span>{status.name}</span>
    </span>
  );
}

/** A status by its key, in the words and colour of its type. */
export function StatusChip({ status, type }: { status: string; type?: string }) {
  const known = useStatus(status, type);
  return known ? <StatusOf status={known} /> : <span>{status}</span>;
}

const HUES: Colour[] = ["teal", "violet", "orange", "blue", "amber", "cyan", "green"];

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join("");

const hue = (name: string): Colour =>
  HUES[[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES.length] ?? "teal";

export function Avatar({ name }: { name: string | null }) {
  if (!name) return <span className="avatar nobody" aria-hidden />;
  return (
    <span className="avatar" aria-hidden style={pair(hue(name))}>
      {initials(name)}
    </span>
  );
}

/** A person by name; nobody is said as “Unassigned”. */
export function Who({ name, short }: { name: string | null; short?: boolean }) {
  return (
    <span className="who">
      <Avatar name={name} />
      {!short && <span className={name ? "ell" : "ell dim"}>{name ?? "Unassigned"}</span>}
    </span>
  );
}

export function WhoIs({ id, short }: { id: string | null; short?: boolean }) {
  const person = usePerson(id);
  return <Who name={id ? (person?.name ?? "…") : null} short={short} />;
}

export const CHANNELS: Record<Channel, string> = { call: "Call", sms: "SMS", email: "E-mail" };

const SPOKEN: Record<Channel, string> = { call: "calls", sms: "SMS", email: "e-mail" };

export function OptOutTags({ channels }: { channels: Channel[] }) {
  if (!channels.length) {
    return (
      <span className="dim">
        <span aria-hidden>{NOTHING}</span>
        <span className="sr">Reachable on all channels</span>
      </span>
    );
  }
  return (
    <span className="tags">
      {channels.map((channel) => (
        <span key={channel} className="tag" title={`Opted out of ${SPOKEN[channel]}`}>
          <NoEntry />
          <span className="sr">Opted out of </span>
          {CHANNELS[channel]}
        </span>
      ))}
    </span>
  );
}

function NoEntry() {
  return (
    <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden fill="none" stroke="currentColor">
      <circle cx="4.5" cy="4.5" r="3.6" strokeWidth="1.3" />
      <path d="M2 2l5 5" strokeWidth="1.3" />
    </svg>
  );
}

/** On behalf of somebody: a minor, somebody who died. */
export function OboBadge({ representative }: { representative?: string | null }) {
  const title = representative ? `On behalf of, by ${representative}` : "On behalf of";
  return (
    <span className="badge" title={title}>
      OBO
    </span>
  );
}

export const Badge = ({ children }: { children: string }) => (
  <span className="badge">{children}</span>
);
