/** A case that is not opened yet: what was typed, kept over a reload, and the command it becomes. */
import { useEffect, useState } from "react";
import type { CaseType, Field, Plain } from "../../api/types";
import { inputOf, parsed } from "../../lib/kinds";
import { asContact, nameOf, type NewContact } from "../../lib/newContact";

export interface KnownClient {
  is: "known";
  id: string;
  name: string;
}

export type Client = KnownClient | ({ is: "new" } & NewContact);

export interface Draft {
  type: string;
  status: string;
  name: string;
  clients: Client[];
  /** As typed, by the key of the field. */
  facts: Record<string, string | string[]>;
  lead: string;
  is_obo: boolean;
  representative: string;
}

const KEY = "caseledger.new-case";

const BLANK: Draft = {
  type: "",
  status: "",
  name: "",
  clients: [],
  facts: {},
  lead: "",
  is_obo: false,
  representative: "",
};

export function useDraft() {
  const [draft, setDraft] = useState<Draft>(read);
  useEffect(() => sessionStorage.setItem(KEY, JSON.stringify(draft)), [draft]);
  const set = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  return { draft, set };
}

export const forgetDraft = (): void => sessionStorage.removeItem(KEY);

function read(): Draft {
  try {
    return { ...BLANK, ...(JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Partial<Draft>) };
  } catch {
    return BLANK; // somebody else's words under our key
  }
}

export const clientName = (client: Client): string => {
  if (client.is === "known") return client.name;
  return nameOf(client);
};

/** What the list will call the case while it has no name of its own. */
export function suggestedName(draft: Draft, type: CaseType | undefined): string {
  const first = draft.clients[0];
  return [first && clientName(first), type?.name].filter(Boolean).join(" – ");
}

/** The custom fields of the type, in its order. */
export function fieldsOf(type: CaseType | undefined, fields: Field[]) {
  return (type?.fields ?? []).flatMap((bound) => {
    const field = fields.find((each) => each.key === bound.key);
    return field ? [{ field, required: bound.required && !bound.required_from }] : [];
  });
}

/** The body of `open-case`. Throws `Unreadable` for a value that cannot be read. */
export function asCommand(draft: Draft, fields: Field[]): object {
  const facts: Record<string, Plain> = {};
  if (draft.name.trim()) facts.name = draft.name.trim();
  if (draft.is_obo) Object.assign(facts, { is_obo: true, representative: draft.representative });
  for (const field of fields) {
    const value = valueOf(draft.facts[field.key], field.kind);
    if (value !== null) facts[field.key] = value;
  }
  const known = draft.clients.filter((each) => each.is === "known");
  const added = draft.clients.filter((each) => each.is === "new");
  return {
    type: draft.type,
    ...(draft.status && { status: draft.status }),
    facts,
    contacts: known.map(({ id }) => ({ contact_id: id })),
    new_contacts: added.map((each) => asContact(each)),
    ...(draft.lead && { lead: draft.lead, staff: [draft.lead] }),
  };
}

function valueOf(typed: string | string[] | undefined, kind: string): Plain {
  if (typed === undefined || typed.length === 0) return null;
  if (Array.isArray(typed)) return typed;
  if (inputOf(kind) === "yes-no") return typed === "true";
  return parsed(typed, kind);
}
