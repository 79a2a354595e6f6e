/** The list of contacts: search, filters and rows, in the address bar like the list of cases. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { contactCountQuery, contactsQuery } from "../../api/reads/contacts";
import { asked, filtersOf } from "../../lib/filters";
import { count, int } from "../../lib/format";
import { useKeys } from "../../lib/hotkeys";
import { useCaseTypes, useFields, usePeople } from "../../lib/meta";
import { first, type Search } from "../../lib/search";
import { DataGrid } from "../../ui/DataGrid";
import { GridSkeleton } from "../../ui/grid/Skeleton";
import { FilterBar } from "../../ui/FilterBar";
import { IconPeople, IconPlus, IconSearch } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { SearchBox } from "../../ui/SearchBox";
import { Empty, ErrorNote, Failed, Stale } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { COLUMNS, ContactCard, DEFAULT_SORT } from "./columns";

const NewContactDialog = lazy(() => import("./NewContactDialog"));

function useContactList() {
  const search: Search = useSearch({ from: "/frame/contacts" });
  const navigate = useNavigate();
  const sort = first(search.sort) ?? DEFAULT_SORT;
  const text = JSON.stringify(asked(search));
  const question = useMemo(() => JSON.parse(text) as Record<string, string>, [text]);
  const list = useInfiniteQuery(contactsQuery(question, sort));
  const total = useQuery(contactCountQuery(question)).data;
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.contacts) ?? [], [list.data]);
  const go = (next: Search, replace = false) =>
    void navigate({ to: "/contacts", search: next, replace });
  return {
    search,
    sort,
    list,
    total,
    rows,
    question: `contacts ${text} ${sort}`,
    narrowed: filtersOf(search).length > 0 || Boolean(search.q ?? search.where),
    ask: (next: Search) => go({ ...next, sort: search.sort }),
    set: (patch: Search, replace = false) => go({ ...search, ...patch }, replace),
    clear: () => go({ sort: search.sort }),
  };
}

type ContactList = ReturnType<typeof useContactList>;

export function ContactListPage() {
  const list = useContactList();
  const { search, set, total } = list;
  const words = useRef<HTMLInputElement>(null);
  const [adding, setAdding] = useState(false);
  const begin = () => set({ new: "contact" });

  useKeys([
    { key: "/", says: "Search", run: () => words.current?.focus() },
    { key: "f", says: "Add a filter", run: () => setAdding(true) },
    { key: "c", says: "New contact", run: begin },
  ]);

  return (
    <>
      <TopOfPage
        title="Contacts"
        beside={
          <>
            <span className="num dim" role="status">
              {total &&
                (total.exact ? count(total.count, "contact") : `${int(total.count)}+ contacts`)}
            </span>
            <Stale when={list.list.data?.pages.some((page) => page.stale)} />
          </>
        }
        actions={
          <MayButton permission="contacts.edit" className="button main" onClick={begin}>
            <IconPlus size={15} />
            New contact
          </MayButton>
        }
      />
      <Toolbar list={list} words={words} adding={adding} setAdding={setAdding} />
      <Body list={list} begin={begin} />
      {first(search.new) === "contact" && (
        <Suspense>
          <NewContactDialog close={() => set({ new: undefined }, true)} />
        </Suspense>
      )}
    </>
  );
}

function Toolbar(props: {
  list: ContactList;
  words: React.RefObject<HTMLInputElement | null>;
  adding: boolean;
  setAdding: (open: boolean) => void;
}) {
  const { list, words, adding, setAdding } = props;
  const known = { types: useCaseTypes(), people: usePeople() };
  return (
    <div className="toolbar" role="search" aria-label="Contacts">
      <SearchBox
        ref={words}
        label="Search contacts"
        placeholder="Name, phone, e-mail…"
        value={first(list.search.q) ?? ""}
        onSettled={(q) => list.set({ q: q || undefined }, true)}
      />
      <FilterBar
        search={list.search}
        fields={useFields("contact")}
        known={known}
        onChange={list.ask}
        adding={adding}
        setAdding={setAdding}
      />
      {list.narrowed && (
        <button type="button" className="button small ghost" onClick={list.clear}>
          Clear
        </button>
      )}
    </div>
  );
}

function Body({ list, begin }: { list: ContactList; begin: () => void }) {
  const navigate = useNavigate();
  const { rows } = list;
  const { isPending, isError, error, refetch } = list.list;
  const again = () => void refetch();
  if (isPending) return <GridSkeleton label="Contacts" columns={COLUMNS} />;
  if (!rows.length && isError) {
    return <Failed what="The list of contacts" error={error} retry={again} />;
  }
  return (
    <>
      {isError && <ErrorNote what="Contacts could not be renewed." error={error} retry={again} />}
      {rows.length ? (
        <DataGrid
          label="Contacts"
          columns={COLUMNS}
          rows={rows}
          pages={list.list}
          total={list.total}
          sort={list.sort}
          onSort={(sort) => list.set({ sort })}
          question={list.question}
          card={(row) => <ContactCard row={row} />}
          open={({ id }) => void navigate({ to: "/contacts/$id", params: { id }, search: {} })}
        />
      ) : (
        <Nothing list={list} begin={begin} />
      )}
    </>
  );
}

function Nothing({ list, begin }: { list: ContactList; begin: () => void }) {
  if (list.narrowed) {
    return (
      <Empty
        icon={<IconSearch size={28} />}
        title="No contacts match"
        action={
          <button type="button" className="button" onClick={list.clear}>
            Clear search and filters
          </button>
        }
      >
        Search looks at names, phone numbers in any form, and e-mail addresses.
      </Empty>
    );
  }
  return (
    <Empty
      icon={<IconPeople size={28} />}
      title="No contacts yet"
      action={
        <MayButton permission="contacts.edit" className="button main" onClick={begin}>
          New contact
        </MayButton>
      }
    >
      Clients and everybody else on your cases stand here.
    </Empty>
  );
}
