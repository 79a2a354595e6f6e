/** Putting a contact on a case: first search for who is known, else write who is new. */
import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { foundContactsQuery } from "../../../api/reads/cases";
import type { ContactRow } from "../../../api/types";
import { problemOf } from "../../../api/problem";
import { useCaseEdit } from "../../../lib/edit";
import { phone } from "../../../lib/format";
import { CLIENT, ROLES, roleLabel } from "../../../lib/roles";
import { useSettled } from "../../../lib/settled";
import { SelectField, TextField } from "../../../ui/Fields";
import type { Seen } from "../seen";

const FOUND = 6;
const TYPING_MS = 220;

export default function AddDialog({ seen, close }: { seen: Seen; close: () => void }) {
  const [role, setRole] = useState(CLIENT);
  const [words, setWords] = useState("");
  const [fresh, setFresh] = useState(false);
  return (
    <Modal opened onClose={close} title="Add a contact to this case" size={480}>
      <div className="stack">
        <SelectField
          label="Role"
          value={role}
          onChange={setRole}
          options={ROLES.map(({ key, label }) => ({ value: key, label }))}
        />
        {fresh ? (
          <NewContact seen={seen} role={role} words={words} close={close} back={() => setFresh(false)} />
        ) : (
          <>
            <TextField
              label="Contact"
              type="search"
              placeholder="Name, phone or e-mail…"
              data-autofocus
              value={words}
              onChange={setWords}
            />
            <Found seen={seen} role={role} words={words.trim()} close={close} />
            <button type="button" className="button dashed" onClick={() => setFresh(true)}>
              Somebody new
            </button>
          </>
        )}
      </div>
    </Modal>
  );
}

interface Chosen {
  seen: Seen;
  role: string;
  words: string;
  close: () => void;
}

function Found({ seen, role, words, close }: Chosen) {
  const settled = useSettled(words, TYPING_MS);
  const query = useQuery({
    ...foundContactsQuery({ q: settled, limit: FOUND }),
    enabled: settled !== "",
  });
  const { mutate } = useCaseEdit();
  const held = seen.present.contacts.filter((each) => each.role === role).map((each) => each.contact);

  const link = ({ id, name }: ContactRow) => {
    const body = { contact_id: id, role };
    mutate({
      command: "link-contact",
      body,
      patch: {},
      row: seen.present.case,
      says: `${name} is on this case as ${roleLabel(role).toLowerCase()}`,
      undo: { command: "unlink-contact", body, patch: {} },
    });
    close();
  };

  if (!settled) return null;
  const contacts = query.data?.contacts ?? [];
  return (
    <div aria-busy={query.isFetching} className="found" role="group" aria-label="Known contacts">
      {contacts.map((contact) => (
        <button
          key={contact.id}
          type="button"
          className="found-row"
          disabled={held.includes(contact.id)}
          onClick={() => link(contact)}
        >
          <b className="ell">{contact.name}</b>
          <span className="dim small ell">
            {held.includes(contact.id) ? "already on this case · " : ""}
            {[contact.primary_phone && phone(contact.primary_phone), contact.primary_email]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </button>
      ))}
      {!contacts.length && !query.isFetching && (
        <p className="dim">Nobody is known by these words.</p>
      )}
    </div>
  );
}

function NewContact({ seen, role, words, close, back }: Chosen & { back: () => void }) {
  const [first = "", ...rest] = words.split(/\s+/);
  const [given, setGiven] = useState({ first, last: rest.join(" "), business: "", phone: "", email: "" });
  const [kind, setKind] = useState("individual");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const edit = useCaseEdit();
  const set = (name: keyof typeof given) => (value: string) => setGiven({ ...given, [name]: value });
  const person = kind === "individual";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const facts = person
      ? { first_name: given.first, last_name: given.last }
      : { business_name: given.business };
    const point = (value: string) => (value.trim() ? [{ value: value.trim() }] : []);
    const contact = { kind, facts, phones: point(given.phone), emails: point(given.email), role };
    const name = person ? `${given.first} ${given.last}`.trim() : given.business;
    const says = `${name} is on this case as ${roleLabel(role).toLowerCase()}`;
    try {
      await edit.mutateAsync({
        command: "add-contact-to-case",
        body: { contact },
        patch: {},
        row: seen.present.case,
        says,
        quiet: true,
      });
      close();
    } catch (error) {
      setErrors(errorsBy(error as Error));
    }
  };

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <SelectField
        label="Kind"
        value={kind}
        onChange={setKind}
        options={[
          { value: "individual", label: "Individual" },
          { value: "business", label: "Business" },
        ]}
      />
      {person ? (
        <div className="halves">
          <TextField label="First name" value={given.first} onChange={set("first")} error={errors.first_name} />
          <TextField label="Last name" value={given.last} onChange={set("last")} error={errors.last_name} />
        </div>
      ) : (
        <TextField
          label="Business name"
          value={given.business}
          onChange={set("business")}
          error={errors.business_name}
        />
      )}
      <div className="halves">
        <TextField label="Phone" type="tel" value={given.phone} onChange={set("phone")} error={errors.phones} />
        <TextField label="E-mail" type="email" value={given.email} onChange={set("email")} error={errors.emails} />
      </div>
      {errors.other && (
        <p className="field-error" role="alert">
          {errors.other}
        </p>
      )}
      <div className="row end">
        <button type="button" className="button" onClick={back}>
          Search instead
        </button>
        <button type="submit" className="button main" disabled={edit.isPending}>
          Add contact
        </button>
      </div>
    </form>
  );
}

const KNOWN = ["first_name", "last_name", "business_name", "phones", "emails"];

/** A 422 by the field it speaks of; whatever has no field here is said below. */
function errorsBy(error: Error): Record<string, string> {
  const said = problemOf(error)?.fieldErrors ?? [];
  if (!said.length) return { other: error.message };
  const by = said.map(({ field, message }) => [
    KNOWN.find((each) => field.split(".").includes(each)) ?? "other",
    message,
  ]);
  return Object.fromEntries(by) as Record<string, string>;
}
