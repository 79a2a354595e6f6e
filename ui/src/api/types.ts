/** The shapes of the API by the names that the pages use, taken from its own description.
 *
 * `schema.d.ts` is generated and never edited. Where the description says less than the pages
 * rely on (which words a text can be), it is narrowed here.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];

/** A shape with some of its parts said more exactly. */
type Narrowed<Shape, Parts> = Omit<Shape, keyof Parts> & Parts;

export type Channel = Schemas["domain__contact__consent__Channel"];
export type Colour = Status["colour"];
export type StatusCategory = Status["category"];

/** A value as it is stored: dates as YYYY-MM-DD, money in whole cents. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

export type Receipt = Schemas["Receipt"];
export type Count = Schemas["Count"];
export type Me = Schemas["Me"];

// Cases

export type CaseRow = Narrowed<
  Schemas["CaseRow"],
  { opted_out: Channel[]; unreachable: Channel[]; custom: Record<string, Plain> }
>;
export type CasePage = Narrowed<Schemas["CasePage"], { cases: CaseRow[]; similar: CaseRow[] }>;
export type TypeFileReport = Schemas["TypeFileReport"];
export type TypeFileLine = Schemas["TypeFileLine"];
export type View = Narrowed<Schemas["ViewRow"], { filters: [string, string][] }>;
export type ViewPage = Narrowed<Schemas["ViewPage"], { views: View[] }>;
export type Lasting = Schemas["Lasting"];
/** A choice; lists of the pages’ own have none that is retired. */
export type Option = Narrowed<Schemas["Option"], { retired?: boolean }>;
export type CasePoint = Schemas["PointOf"];
export type CaseContact = Schemas["OnCase"];
export type CaseField = Narrowed<Schemas["FieldOf"], { value: Plain }>;
export type CaseDetail = Narrowed<Schemas["Detail"], { case: CaseRow; fields: CaseField[] }>;
export type TypeChange = Schemas["TypeChange"];
/** All cases as they were at a position. */
export type Past = Schemas["PastState"];

export type Category =
  | "field"
  | "client"
  | "status"
  | "document"
  | "communication"
  | "note"
  | "system";
export type Change = Narrowed<
  Schemas["Change"],
  { before: Plain; after: Plain; before_label?: string | null; after_label?: string | null }
>;
export type Entry = Narrowed<
  Schemas["Entry"],
  { category: Category; changes: Change[]; reference: Record<string, Plain> | null }
>;
export type LogPage = Narrowed<Schemas["LogPage"], { entries: Entry[] }>;
export type EntryPage = Narrowed<Schemas["EntryPage"], { entries: Entry[] }>;
export type Moment = Narrowed<Schemas["queries.activity.Moment"], { category: Category }>;
export type Note = Schemas["NoteRow"];
export type NotePage = Schemas["NotePage"];

// Contacts

export type ContactRow = Narrowed<
  Schemas["ContactRow"],
  { kind: Schemas["ContactKind"]; opted_out: Channel[] }
>;
export type ContactPage = Narrowed<Schemas["ContactPage"], { contacts: ContactRow[] }>;
/** A phone number or an e-mail address, with what is known of its consent. */
export type ContactPoint = Schemas["PointSaid"];
export type Address = Schemas["AddressOf"];
export type ContactCase = Schemas["CaseOf"];
export type ContactDetail = Narrowed<Schemas["ContactDetail"], { contact: ContactRow }>;

// Lists

export type ListKind = "static" | "dynamic" | "hybrid";
export type CaseList = Narrowed<Schemas["ListRow"], { kind: ListKind }>;
export type CaseListPage = Narrowed<Schemas["ListPage"], { lists: CaseList[] }>;
export type Stay = Narrowed<Schemas["Stay"], { entered: Entry; left: Entry | null }>;
export type ListChange = Narrowed<Schemas["ListChange"], { entry: Entry }>;

// What the firm has defined

export type Status = Schemas["Status"];
export type CaseType = Schemas["TypeRow"];
export type Operator = Narrowed<Schemas["Asking"], { takes: "one" | "several" | "bool" }>;
export type Field = Narrowed<Schemas["FactRow"], { operators: Operator[] }>;
export type TypeThen = Narrowed<Schemas["TypeThen"], { fields: Field[] }>;
/** How many cases have a status, a type or an option. */
export type Use = Schemas["Use"];
export type TypeUse = Schemas["TypeUse"];
export type FieldUse = Schemas["FieldUse"];
export type Person = Schemas["PersonRow"];
export type ApiKey = Schemas["KeyRow"];
export type Issued = Schemas["Issued"];

// The ledger

export type LedgerEvent = Narrowed<
  Schemas["EventDetail"],
  { entry: Entry; causes: Entry[]; consequences: Entry[] }
>;
export type Projection = Schemas["Standing"];
export type LedgerState = Schemas["LedgerState"];
export type Operation = Schemas["Operation"];
export type ExportState = Schemas["ExportState"];

// Changes in bulk

export type ImportPreset = Schemas["PresetRow"];
export type Bulk = Schemas["Bulk"];
export type TypeCases = Schemas["TypeCases"];
export type BulkItem = Schemas["BulkItem"];
export type BulkItemPage = Schemas["BulkItems"];

// Imports

export type ImportKind = "cases" | "contacts";

export interface ImportColumn {
  header: string;
  index: number;
  samples: string[];
  target: string | null;
  reason: string | null;
  confidence: number | null;
  format: string | null;
  choices: { value: string; count: number; target: string | null }[];
}

export interface Import {
  id: string;
  version?: number;
  state: "uploaded" | "planning" | "planned" | "running" | "finished" | "stopped" | "failed";
  kind: ImportKind;
  /** An earlier import, whose settings it has. */
  like: string | null;
  file: {
    name: string;
    size: number;
    sha256: string;
    format: string;
    encoding: string | null;
    delimiter: string | null;
    sheet: string | null;
    sheets: string[];
    header_row: number;
    rows: number;
    repeats: { import: string; at: string }[];
  };
  columns: ImportColumn[];
  targets: { key: string; label: string; group: string; type: string; required: boolean }[];
  options: {
    type: string | null;
    duplicates: "skip" | "update" | "create";
    match: string[];
    date_format: string | null;
    country: string | null;
    blanks: string | null;
    invalid: string;
    defaults: Record<string, Plain>;
    preset: string | null;
    list: string | null;
  };
  counts: Record<"create" | "update" | "skip" | "fail" | "warn", number> | null;
  progress: { done: number; total: number; rate: number | null } | null;
  warnings: string[];
  left_out: string[];
  error: string | null;
  by: string | null;
  at: string;
  finished_at: string | null;
}

export interface ImportRow {
  row: number;
  outcome: "create" | "update" | "skip" | "fail";
  reason: string | null;
  warnings: string[];
  case: string | null;
  contact: string | null;
  changes: { name: string; label: string; before: Plain; after: Plain }[];
  values: Record<string, Plain>;
}

export interface ImportRowPage {
  rows: ImportRow[];
  next: string | null;
}
