/** The days that are asked for most when somebody wants cases as they were. */

export interface PastDay {
  label: string;
  /** A day of the firm's, meant to its end. */
  day: string;
}

/** The last day before the first of a month; months count from 0. */
const endBefore = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

export function pastDays(today: string): PastDay[] {
  const [year = 0, one = 1] = today.split("-").map(Number);
  const month = one - 1;
  return [
    { label: "End of last month", day: endBefore(year, month) },
    { label: "End of last quarter", day: endBefore(year, month - (month % 3)) },
    { label: "End of last year", day: endBefore(year, 0) },
  ];
}
