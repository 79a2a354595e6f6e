/** The command palette: cases by words, places and actions. */
import "@mantine/spotlight/styles.layer.css";
import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { foundCasesQuery, foundContactsQuery } from "../api/reads/cases";
import { viewsQuery } from "../api/reads/views";
import type { CaseRow, ContactRow } from "../api/types";
import { phone } from "../lib/format";
import { useSettled } from "../lib/settled";
import { IconCase, IconView } from "./icons";
import { IconPerson } from "./iconsOfPages";
import { StatusChip } from "./Chips";

const FOUND = 6;

export default function Palette({ close }: { close: () => void }) {
  const [words, setWords] = useState("");
  useEffect(() => spotlight.open(), []);
  return (
    <Spotlight.Root
      query={words}
      onQueryChange={setWords}
      onSpotlightClose={close}
      shortcut={null}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      attributes={{ content: { "aria-label": "Command palette" } }}
    >
      <Spotlight.Search
        placeholder="Search cases, contacts and actions…"
        aria-label="Search cases, contacts and actions"
      />
      <Results words={words.trim()} />
    </Spotlight.Root>
  );
}

function Results({ words }: { words: string }) {
  const actions = useActions().filter(({ label }) =>
    label.toLowerCase().includes(words.toLowerCase()),
  );
  const settled = useSettled(words, 220);
  const { cases, similar, contacts, busy } = useFound(settled);
  const found = [actions, cases, similar, contacts].some((each) => each.length > 0);
  const views = useViews(words);
  const nothing = words && !busy && !found && !views.length;
  return (
    <Spotlight.ActionsList className="palette-list" tabIndex={0}>
      {cases.length > 0 && (
        <Spotlight.ActionsGroup label="Cases">
          {cases.map((each) => (
            <CaseAction key={each.id} row={each} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {similar.length > 0 && (
        <Spotlight.ActionsGroup label="Similar names">
          {similar.map((each) => (
            <CaseAction key={each.id} row={each} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {contacts.length > 0 && (
        <Spotlight.ActionsGroup label="Contacts">
          {contacts.map((each) => (
            <ContactAction key={each.id} row={each} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {views.length > 0 && (
        <Spotlight.ActionsGroup label="Views of cases">
          {views.map(({ id, name, run }) => (
            <Spotlight.Action key={id} leftSection={<IconView />} label={name} onClick={run} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {actions.length > 0 && (
        <Spotlight.ActionsGroup label="Places and actions">
          {actions.map(({ label, run }) => (
            <Spotlight.Action key={label} label={label} onClick={run} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {nothing && <Spotlight.Empty>Nothing found</Spotlight.Empty>}
    </Spotlight.ActionsList>
  );
}

function useFound(words: string) {
  const enabled = words.length > 1;
  const ask = { q: words, limit: FOUND };
  const cases = useQuery({ ...foundCasesQuery(ask), enabled });
  const contacts = useQuery({ ...foundContactsQuery(ask), enabled });
  return {
    cases: enabled ? (cases.data?.cases ?? []) : [],
    similar: enabled ? (cases.data?.similar ?? []).slice(0, FOUND) : [],
    contacts: enabled ? (contacts.data?.contacts ?? []) : [],
    busy: enabled && (cases.isFetching || contacts.isFetching),
  };
}

function useViews(words: string) {
  const navigate = useNavigate();
  const all = useQuery(viewsQuery).data?.views ?? [];
  return all
    .filter(({ name }) => words && name.toLowerCase().includes(words.toLowerCase()))
    .slice(0, FOUND)
    .map(({ id, name }) => ({
      id,
      name,
      run: () => void navigate({ to: "/cases", search: { view: id } }),
    }));
}

function CaseAction({ row }: { row: CaseRow }) {
  const navigate = useNavigate();
  return (
    <Spotlight.Action
      leftSection={<IconCase />}
      label={row.name}
      description={row.number}
      rightSection={<StatusChip status={row.status} type={row.type} />}
      onClick={() => void navigate({ to: "/cases/$id", params: { id: row.id } })}
    />
  );
}

function ContactAction({ row }: { row: ContactRow }) {
  const navigate = useNavigate();
  return (
    <Spotlight.Action
      leftSection={<IconPerson />}
      label={row.name}
      description={row.primary_phone ? phone(row.primary_phone) : (row.primary_email ?? undefined)}
      onClick={() => void navigate({ to: "/contacts/$id", params: { id: row.id } })}
    />
  );
}

function useActions(): { label: string; run: () => void }[] {
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  const go = (to: string, search = {}) => () => void navigate({ to, search } as never);
  return [
    { label: "Cases", run: go("/cases") },
    { label: "Contacts", run: go("/contacts") },
    { label: "Imports", run: go("/imports") },
    { label: "Case types", run: go("/settings/case-types") },
    { label: "Fields", run: go("/settings/fields") },
    { label: "Ledger and operations", run: go("/ops") },
    { label: "New case", run: go("/cases", { new: "case" }) },
    { label: "New contact", run: go("/contacts", { new: "contact" }) },
    { label: "Import a spreadsheet", run: go("/imports/new") },
    { label: "Verify the ledger", run: go("/ops", { do: "verify" }) },
    { label: "Toggle dark mode", run: toggleColorScheme },
  ];
}
