/** Choosing a contact: those that exist are looked for first, so that nobody is entered twice. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { foundContactsQuery } from "../api/reads/cases";
import type { ContactRow } from "../api/types";
import { phone } from "../lib/format";
import { useSettled } from "../lib/settled";
import { Avatar, OptOutTags } from "./Chips";
import { IconPlus } from "./icons";

const SHOWN = 6;
const LEAST = 2; // letters, before anything is asked

interface Props {
  label: string;
  hint?: string;
  /** Contacts that are chosen already and not offered again. */
  without: string[];
  pick: (contact: ContactRow) => void;
  /** Begins a new contact with the words that found nobody. */
  add: (words: string) => void;
}

export function ContactPicker({ label, hint, without, pick, add }: Props) {
  const id = useId();
  const [words, setWords] = useState("");
  const asked = useSettled(words.trim(), 220);
  const enabled = asked.length >= LEAST;
  const found = useQuery({ ...foundContactsQuery({ q: asked, limit: SHOWN }), enabled });
  const rows = enabled
    ? (found.data?.contacts ?? []).filter((each) => !without.includes(each.id))
    : [];

  const choose = (contact: ContactRow) => {
    setWords("");
    pick(contact);
  };
  const begin = () => {
    setWords("");
    add(words);
  };

  return (
    <div className="field" aria-busy={found.isFetching}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="search"
        autoComplete="off"
        placeholder="Name, phone or e-mail of somebody known, or of somebody new"
        aria-describedby={`${id}-hint`}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          const [only] = rows;
          if (only) choose(only);
          else if (words.trim()) begin();
        }}
      />
      <span className="hint" id={`${id}-hint`} role="status">
        {enabled && !found.isFetching && !rows.length ? `Nobody known matches “${asked}”.` : hint}
      </span>
      {words.trim() && (
        <ul className="plain-list options" aria-label="Contacts found">
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" className="option" onClick={() => choose(row)}>
                <Found row={row} />
              </button>
            </li>
          ))}
          <li>
            <button type="button" className="option" onClick={begin}>
              <IconPlus />
              <span>
                New contact <b>{words.trim()}</b>
              </span>
            </button>
          </li>
        </ul>
      )}
    </div>
  );
}

function Found({ row }: { row: ContactRow }) {
  const reach = [row.primary_phone && phone(row.primary_phone), row.primary_email];
  return (
    <>
      <Avatar name={row.name} />
      <span className="grow">
        <b>{row.name}</b>{" "}
        <span className="dim small num">{reach.filter(Boolean).join(" · ")}</span>
      </span>
      {row.opted_out.length > 0 && <OptOutTags channels={row.opted_out} />}
    </>
  );
}

/** Whether somebody known already has this phone number or e-mail address. */
export function DuplicateHint(props: { value: string; use: (contact: ContactRow) => void }) {
  const value = useSettled(props.value.trim(), 400);
  const enabled = value.length > 6;
  const found = useQuery({ ...foundContactsQuery({ q: value, limit: 1 }), enabled });
  const same = enabled ? found.data?.contacts[0] : undefined;
  if (!same || !holds(same, value)) return null;
  return (
    <div className="banner warn" role="status">
      <span>
        <b>{same.name}</b> already has {value}.
      </span>
      <button type="button" onClick={() => props.use(same)}>
        Use this contact
      </button>
    </div>
  );
}

const digits = (text: string): string => text.replace(/\D/g, "");

function holds(contact: ContactRow, value: string): boolean {
  const lower = value.toLowerCase();
  if (contact.emails.some((each) => each.toLowerCase() === lower)) return true;
  const number = digits(value);
  return number.length >= 7 && contact.phones.some((each) => digits(each).endsWith(number));
}
