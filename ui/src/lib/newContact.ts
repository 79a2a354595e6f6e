/** A contact that is being entered: as typed, and as the command wants it. */

export interface NewContact {
  kind: "individual" | "business";
  first_name: string;
  last_name: string;
  business_name: string;
  phone: string;
  email: string;
}

/** Begins with the words that found nobody: a name, a phone number or an e-mail address. */
export function contactFrom(words: string): NewContact {
  const said = words.trim();
  const [first_name = "", ...rest] = said.split(/\s+/);
  const isEmail = said.includes("@");
  const isPhone = !isEmail && /^[+\d][\d\s()./-]{5,}$/.test(said);
  const named = !isEmail && !isPhone;
  return {
    kind: "individual",
    first_name: named ? first_name : "",
    last_name: named ? rest.join(" ") : "",
    business_name: "",
    phone: isPhone ? said : "",
    email: isEmail ? said : "",
  };
}

export const nameOf = (contact: NewContact): string =>
  contact.kind === "business"
    ? contact.business_name
    : `${contact.first_name} ${contact.last_name}`.trim();

/** The body of `add-contact`, and of each of `new_contacts` in `open-case`. */
export function asContact(contact: NewContact): object {
  const { kind, first_name, last_name, business_name, phone, email } = contact;
  return {
    kind,
    facts: kind === "business" ? { business_name } : { first_name, last_name },
    phones: phone.trim() ? [{ value: phone.trim() }] : [],
    emails: email.trim() ? [{ value: email.trim(), label: "other" }] : [],
  };
}
