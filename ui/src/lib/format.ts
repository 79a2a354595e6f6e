/** How values are written for people: one form each for numbers, money, dates and moments. */

const whole = new Intl.NumberFormat("en-US");
const decimal = new Intl.NumberFormat("en-US", { maximumFractionDigits: 10 });

export const NOTHING = "–";

export const int = (value: number): string => whole.format(value);
export const num = (value: number): string => decimal.format(value);

/** `1 case`, `2,000 cases`. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${int(n)} ${n === 1 ? one : many}`;

/** Money is whole cents everywhere. */
export function money(cents: number, currency = "USD"): string {
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    minimumFractionDigits: cents % 100 ? 2 : 0,
  }).format(cents / 100);
}

/** `1,250.50` or `$1250` → whole cents, or null when it is no amount. */
export function cents(text: string): number | null {
  const plain = text.replace(/[\s,$€£]/g, "");
  if (!/^-?\d+(\.\d{1,2})?$/.test(plain)) return null;
  return Math.round(Number(plain) * 100);
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A business date, `2026-06-17` → `17 Jun 2026`. It has no time zone and is never shifted. */
export function day(iso: string): string {
  const [year, month, date] = iso.slice(0, 10).split("-").map(Number);
  const name = MONTHS[(month ?? 0) - 1];
  return name ? `${date} ${name} ${year}` : iso;
}

const moment = (iso: string): Date => new Date(iso);

/** A moment as the day it fell on where the reader is: `17 Jun 2026`. */
export function localDay(iso: string): string {
  const at = moment(iso);
  return `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}`;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** `04:04` where the reader is. */
export const clock = (iso: string): string => {
  const at = moment(iso);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** `17 Jun, 04:04`: the right column of a timeline. */
export const dayAndClock = (iso: string): string => {
  const at = moment(iso);
  return `${at.getDate()} ${MONTHS[at.getMonth()]}, ${clock(iso)}`;
};

const MONTH = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric" });
/** `June 2026`: the heads of a timeline. */
export const month = (iso: string): string => MONTH.format(moment(iso));

/** The exact instant, in UTC: `17 Jun 2026, 04:04:12 UTC`. */
export function exact(iso: string): string {
  const at = moment(iso);
  const date = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(":");
  return `${date}, ${time} UTC`;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment by the clock of a place: `31 Oct 2026, 23:59 EDT`. */
export function clockOf(zone: string, iso: string): string {
  const written = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).formatToParts(moment(iso));
  const part = Object.fromEntries(written.map(({ type, value }) => [type, value]));
  const date = `${part.day} ${MONTHS[Number(part.month) - 1]} ${part.year}`;
  return `${date}, ${part.hour}:${part.minute} ${part.timeZoneName}`;
}

/** The day it is somewhere, `2026-06-17`. */
export const todayIn = (zone: string, now = new Date()): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(now);

/** Relative under 30 days, then the date: `3 min ago`, `17 Jun 2026`. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - moment(iso).getTime()) / 1000);
  if (seconds < 45) return "just now";
  if (seconds < HOUR) return `${Math.max(1, Math.round(seconds / MINUTE))} min ago`;
  if (seconds < DAY) return `${Math.round(seconds / HOUR)} h ago`;
  if (seconds < 30 * DAY) return `${Math.round(seconds / DAY)} d ago`;
  return localDay(iso);
}

/** How far away a business date is: `in 16 days`, `2 days ago`, `today`. */
export function away(iso: string, now = new Date()): string {
  const [year = 0, month = 1, date = 1] = iso.slice(0, 10).split("-").map(Number);
  const days = Math.round(
    (Date.UTC(year, month - 1, date) -
      Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) /
      (DAY * 1000),
  );
  if (days === 0) return "today";
  return days > 0 ? `in ${count(days, "day")}` : `${count(-days, "day")} ago`;
}

/** `140 ms`, `3.2 s`, `5 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}

/** `8e8b5886…475f` */
export const shortHash = (hash: string): string =>
  hash.length > 16 ? `${hash.slice(0, 8)}…${hash.slice(-4)}` : hash;

/** `12 KB`, `3.4 MB`. */
export function bytes(n: number): string {
  if (n < 1024) return `${n} bytes`;
  return n < 1024 * 1024 ? `${Math.round(n / 1024)} KB` : `${(n / 1024 / 1024).toFixed(1)} MB`;
}

/** `+13055550142` → `+1 305 555 0142`; others as they are. */
export const phone = (value: string): string =>
  value.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1 $2 $3");
