/** How a date in a file would be read under a format: shown beside the samples, before anything runs. */

export const DATE_FORMATS = ["yyyy-mm-dd", "dd/mm/yyyy", "mm/dd/yyyy", "dd/mm/yy", "mm/dd/yy"] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const YEAR_FIRST = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ].*)?$/;
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)(?: 0?0:00(?::00)?)?$/;
const NAMED_DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]+)[-/., ]+(\d{4})$/i;
const NAMED_MONTH_FIRST = /^([a-z]+)[. ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$/i;

const PIVOT = 68; // a year of two digits beyond it is of the last century

/** The day as `YYYY-MM-DD`; null when the text is no date in this format. */
export function readDate(text: string, format: string): string | null {
  const said = text.trim();
  const iso = YEAR_FIRST.exec(said);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const named = NAMED_DAY_FIRST.exec(said);
  if (named) return dateOf(Number(named[3]), monthOf(named[2]!), Number(named[1]));
  const english = NAMED_MONTH_FIRST.exec(said);
  if (english) return dateOf(Number(english[3]), monthOf(english[1]!), Number(english[2]));
  const plain = YEAR_LAST.exec(said);
  if (!plain || format === "yyyy-mm-dd") return null;
  const [first, second, year] = [Number(plain[1]), Number(plain[2]), plain[3]!];
  if ((year.length === 2) !== format.endsWith("/yy")) return null;
  const [day, month] = format.startsWith("dd") ? [first, second] : [second, first];
  return dateOf(whole(year), month, day);
}

const whole = (year: string): number =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) > PIVOT ? 1900 : 2000);

const monthOf = (name: string): number =>
  MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function dateOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && month > 0;
  return real ? at.toISOString().slice(0, 10) : null;
}
