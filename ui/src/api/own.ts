/** What this tab has written and the lists may not show yet: laid over whatever comes back older. */
import type { CaseDetail, CaseRow } from "./types";

interface Written {
  position: number;
  patch: Partial<CaseRow>;
}

const written = new Map<string, Written>();

export function wrote(id: string, position: number, patch: Partial<CaseRow>): void {
  const before = written.get(id)?.patch;
  written.set(id, { position, patch: { ...before, ...patch } });
}

/** The row as this tab left it, until the lists have come as far. */
export function withOwn(row: CaseRow): CaseRow {
  const own = written.get(row.id);
  if (!own) return row;
  if (row.position < own.position) return { ...row, ...own.patch };
  written.delete(row.id);
  return row;
}

export function ownDetail(detail: CaseDetail): CaseDetail {
  const row = withOwn(detail.case);
  return row === detail.case ? detail : withRow(detail, row);
}

/** A record whose row has changed: its custom fields follow. */
export function withRow(detail: CaseDetail, row: CaseRow): CaseDetail {
  const fields = detail.fields.map((each) => ({ ...each, value: row.custom[each.key] ?? null }));
  return { ...detail, case: row, fields };
}
