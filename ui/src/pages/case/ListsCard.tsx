/** The lists that a case is on, since when and why; put on one and taken off it here. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { command } from "../../api/client";
import { allListsQuery, caseListsQuery } from "../../api/reads/lists";
import type { Stay } from "../../api/types";
import { ago, exact } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { toast } from "../../lib/toasts";
import { Today } from "./CaseRail";
import type { Seen } from "./seen";

export function ListsCard({ seen }: { seen: Seen }) {
  const may = useMay("lists.read");
  const { id } = seen.present.case;
  const stays = useQuery({ ...caseListsQuery(id), enabled: may });
  const lists = useQuery({ ...allListsQuery, enabled: may });
  if (!may || !lists.data?.length) return null; // a firm without lists is not bothered with them
  const names = new Map(lists.data.map((each) => [each.id, each.name]));
  const on = stays.data?.stays.filter((each) => !each.left) ?? [];
  const offered = lists.data.filter(
    ({ id: list, kind }) => kind !== "dynamic" && !on.some((each) => each.list === list),
  );
  return (
    <section className="card" aria-label="Lists" aria-busy={stays.isFetching}>
      <header>
        <span className="grow">Lists</span>
        {seen.past && <Today />}
      </header>
      <div className="in">
        {on.map((each) => (
          <On key={each.list} stay={each} name={names.get(each.list) ?? "A list"} />
        ))}
        {stays.data && !on.length && <p className="dim small">On no list.</p>}
        {stays.isError && <p className="danger-ink small">{stays.error.message}</p>}
        {!seen.past && !seen.present.case.archived && offered.length > 0 && (
          <Add seen={seen} offered={offered} />
        )}
      </div>
    </section>
  );
}

function On({ stay, name }: { stay: Stay; name: string }) {
  const { entered } = stay;
  return (
    <div className="pairs">
      <Link to="/lists/$id" params={{ id: stay.list }} search={{}} className="row-name ell" title={name}>
        {name}
      </Link>
      <time
        className="dim"
        dateTime={entered.at}
        title={`${entered.actor.name} ${entered.says}, ${exact(entered.at)}`}
      >
        {ago(entered.at)}
      </time>
    </div>
  );
}

function Add({ seen, offered }: { seen: Seen; offered: { id: string; name: string }[] }) {
  const [open, setOpen] = useState(false);
  const may = useMay("lists.edit");
  const client = useQueryClient();
  const { id, name } = seen.present.case;
  const add = useMutation({
    mutationFn: (list: string) => command("add-to-list", { case_id: id, list_id: list }),
    onSuccess: (_, list) => {
      const on = offered.find((each) => each.id === list)?.name ?? "the list";
      void client.invalidateQueries({ queryKey: ["case", id] });
      void client.invalidateQueries({ queryKey: ["lists"] });
      toast({ id: "list", message: `${name} is on ${on}` });
      setOpen(false);
    },
    onError: (error) => toast({ id: "list", tone: "danger", title: "Not added", message: error.message }),
  });
  if (!may) return null;
  if (!open) {
    return (
      <button type="button" className="button small" onClick={() => setOpen(true)}>
        Add to a list
      </button>
    );
  }
  return (
    <select
      className="input"
      aria-label="Add to the list"
      autoFocus
      disabled={add.isPending}
      value=""
      onBlur={() => setOpen(false)}
      onChange={(event) => add.mutate(event.target.value)}
    >
      <option value="">Choose a list…</option>
      {offered.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  );
}
