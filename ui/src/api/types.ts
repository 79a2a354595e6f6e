/** The shapes of the API, by the names the pages use for them. */

export type Channel = "call" | "sms" | "email";
export type Colour = "cyan" | "violet" | "blue" | "teal" | "amber" | "orange" | "green" | "gray";
export type StatusCategory = "open" | "waiting" | "active" | "done" | "closed";

/** A value as it is stored: dates as YYYY-MM-DD, money in whole cents. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

export interface Receipt {
  id: string;
  version: number;
  position: number;
}

export interface Me {
  person: { id: string; name: string; email: string; role: string } | null;
  key: { id: string; name: string; can: string[] } | null;
  firm: { name: string; time_zone: string; currency: string };
  permissions: string[];
  position: number;
  ledger: string;
}

export interface CaseRow {
  id: string;
  version: number;
  position: number;
  number: string;
  name: string;
  own_name: string | null;
  type: string;
  status: string;
  description: string | null;
  court_name: string | null;
  jurisdiction: string | null;
  court_date: string | null;
  created_date: string | null;
  end_date: string | null;
  external_source: string | null;
  external_source_id: string | null;
  external_source_data: Record<string, Plain> | null;
  utm_source: string | null;
  utm_medium: string | null;
  utm_campaign: string | null;
  utm_term: string | null;
  utm_content: string | null;
  is_obo: boolean;
  representative: string | null;
  client: string | null;
  client_name: string | null;
  clients: string[];
  contacts: string[];
  staff: string[];
  lead: string | null;
  archived: boolean;
  opted_out: Channel[];
  call_opted_out: boolean;
  sms_opted_out: boolean;
  email_opted_out: boolean;
  unreachable: Channel[];
  origin: string | null;
  update_origin: string | null;
  opened_at: string;
  updated_at: string;
  custom: Record<string, Plain>;
}

export interface CasePage {
  cases: CaseRow[];
  next: string | null;
  stale: boolean;
}

export interface Count {
  count: number;
  exact: boolean;
}

export interface Option {
  key: string;
  label: string;
  retired?: boolean;
}

export interface CasePoint {
  point: string;
  value: string;
  label: string | null;
  primary: boolean;
  opted_out: boolean;
}

export interface CaseContact {
  contact: string;
  role: string;
  primary: boolean;
  name: string;
  kind: "individual" | "business";
  phones: CasePoint[];
  emails: CasePoint[];
  call_opted_out: boolean;
}

export interface CaseField {
  key: string;
  label: string;
  kind: string;
  group: string | null;
  options: Option[];
  required: boolean;
  currency: string | null;
  value: Plain;
}

export interface CaseDetail {
  case: CaseRow;
  contacts: CaseContact[];
  fields: CaseField[];
  hidden: string[];
  missing: string[];
  tabs: Record<"communications" | "tasks" | "documents" | "notes" | "activity", number>;
  ledger: {
    version: number;
    position: number;
    leaf: string | null;
    leaf_position: number | null;
    verified: boolean | null;
  };
  as_of: { position: number; at: string } | null;
  stale: boolean;
}

/** What would become of a case's fields and status under another type; fields by their keys. */
export interface TypeChange {
  kept: string[];
  hidden: string[];
  restored: string[];
  missing: string[];
  /** The status it would have. */
  status: string;
}

export type Category =
  | "field"
  | "client"
  | "status"
  | "document"
  | "communication"
  | "note"
  | "system";

export interface Change {
  name: string;
  label: string;
  type: string;
  before: Plain;
  after: Plain;
  before_label?: string | null;
  after_label?: string | null;
}

export interface Entry {
  position: number;
  event_id: string;
  kind: string;
  category: Category;
  at: string;
  recorded_at: string;
  actor: { kind: string; id: string; name: string };
  channel: string;
  correlation: string;
  causation: string;
  reference: Record<string, Plain> | null;
  subject: string;
  stream: string;
  version: number;
  says: string;
  changes: Change[];
  reason: string | null;
  revertible: boolean;
}

export interface EntryPage {
  entries: Entry[];
  next: string | number | null;
}

export interface Moment {
  position: number;
  at: string;
  category: Category;
  says: string;
}

export interface Note {
  id: string;
  version: number;
  text: string;
  html: string;
  format: string;
  author: { id: string; name: string };
  at: string;
  revised_at: string | null;
  hidden: boolean;
}

export interface NotePage {
  notes: Note[];
  next: string | null;
  stale: boolean;
}

export interface ContactRow {
  id: string;
  version: number;
  position: number;
  kind: "individual" | "business";
  name: string;
  first_name: string | null;
  last_name: string | null;
  middle_name: string | null;
  business_name: string | null;
  date_of_birth: string | null;
  primary_phone: string | null;
  primary_email: string | null;
  phones: string[];
  emails: string[];
  city: string | null;
  state: string | null;
  postal_code: string | null;
  opted_out: Channel[];
  cases: number;
  external_source: string | null;
  external_source_id: string | null;
  archived?: boolean;
  updated_at: string;
  added_at: string;
}

export interface ContactPage {
  contacts: ContactRow[];
  next: string | null;
  stale: boolean;
}

/** A phone number or an e-mail address, with what is known of its consent. */
export interface ContactPoint {
  point: string;
  version?: number;
  value: string;
  label: string | null;
  primary: boolean;
  opted_out: boolean;
  since?: string | null;
  source?: string | null;
  wording?: string | null;
}

export interface Address {
  id: string;
  label: string | null;
  primary: boolean;
  line1: string | null;
  line2: string | null;
  city: string | null;
  state: string | null;
  postal_code: string | null;
  country: string | null;
}

export interface ContactCase {
  id: string;
  number: string;
  name: string;
  type: string;
  status: string;
  role: string;
  primary: boolean;
  archived: boolean;
}

export interface ContactDetail {
  contact: ContactRow;
  phones: ContactPoint[];
  emails: ContactPoint[];
  addresses: Address[];
  call_opt_outs: {
    type: string | null;
    since: string;
    source: string | null;
    wording: string | null;
  }[];
  cases: ContactCase[];
  stale: boolean;
}

export interface Status {
  key: string;
  name: string;
  colour: Colour;
  category: StatusCategory;
  client_text: string | null;
}

export interface CaseType {
  id: string;
  version: number;
  name: string;
  code: string | null;
  retired: boolean;
  place: number;
  initial: string;
  statuses: Status[];
  fields: { field: string; key: string; required: boolean; required_from: string | null }[];
  default_staff: string[];
}

export interface Operator {
  op: string;
  says: string;
  takes: "one" | "several" | "bool";
}

export interface Field {
  key: string;
  label: string;
  kind: string;
  group: string;
  built_in: boolean;
  editable: boolean;
  searchable: boolean;
  sortable: boolean;
  operators: Operator[];
  options: Option[];
  currency: string | null;
  help: string | null;
  id: string | null;
}

export interface Person {
  id: string;
  version: number;
  name: string;
  email: string;
  role: string;
  active: boolean;
}

export interface ApiKey {
  id: string;
  name: string;
  version: number;
  can: string[];
  disabled: boolean;
}

export interface LedgerEvent {
  event: {
    position: number;
    stream: string;
    version: number;
    subject: string;
    kind: string;
    header: Record<string, Plain>;
    body: Record<string, Plain>;
    recorded_at: string;
  };
  leaf: { digest: string; previous: string } | null;
  entry: Entry;
  causes: Entry[];
  consequences: Entry[];
}

export interface Projection {
  name: string;
  version: number;
  position: number;
  lag: number;
  state: "live" | "behind" | "rebuilding" | "stopped";
  error: string | null;
  rebuilding: { version: number; position: number; head: number } | null;
}

export interface LedgerState {
  ledger: string;
  head: number;
  at: string | null;
  leaves: number;
  projections: Projection[];
  quarantine: {
    projection: string;
    subject: string;
    position: number;
    error: string;
    attempts: number;
  }[];
  reactions: { name: string; position: number; lag: number; holder: string | null }[];
  verified: {
    at: string;
    verdict: "intact" | "altered" | "unknown";
    position: number | null;
    class: string | null;
    head: string | number | null;
  } | null;
}

export interface Operation {
  id: string;
  kind: string;
  title: string;
  state: "running" | "done" | "failed" | "stopped";
  total: number | null;
  done: number;
  result: Record<string, Plain> | null;
  error: string | null;
  by: string | null;
  began_at: string;
  ended_at: string | null;
}

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
  file: {
    name: string;
    size: number;
    sha256: string;
    format: string;
    encoding: string | null;
    delimiter: string | null;
    sheet: string | null;
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
    defaults: Record<string, Plain>;
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
