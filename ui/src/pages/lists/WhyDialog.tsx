/** Why a case is on a list: the event that brought it there, by whom, and the way off it. */
import { Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { command, newKey } from "../../api/client";
import { staysQuery } from "../../api/reads/lists";
import type { CaseList, CaseRow, Entry, Stay } from "../../api/types";
import { exact } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { toast } from "../../lib/toasts";
import { TextField } from "../../ui/Fields";
import { Failed, Loading } from "../../ui/States";

interface Props {
  it: CaseList;
  row: Pick<CaseRow, "id" | "name" | "archived">;
  close: () => void;
}

export function WhyDialog({ it, row, close }: Props) {
  const { data, error, refetch } = useQuery(staysQuery(it.id, row.id));
  return (
    <Modal opened onClose={close} title={`Why ${row.name} is here`} size={520}>
      {error ? (
        <Failed what="The reason" error={error} retry={() => void refetch()} />
      ) : data ? (
        <Stays stays={data.stays} />
      ) : (
        <Loading lines={3} />
      )}
      {it.kind !== "dynamic" && <Remove it={it} row={row} close={close} />}
    </Modal>
  );
}

function Stays({ stays }: { stays: Stay[] }) {
  return (
    <ol className="stays">
      {stays.map((each) => (
        <li key={each.entered.position}>
          <Said entry={each.entered} word="Came in" />
          {each.left && <Said entry={each.left} word="Left" />}
        </li>
      ))}
    </ol>
  );
}

/** One event as a sentence: who did what, which changes of it, when and why. */
export function Said({ entry, word }: { entry: Entry; word: string }) {
  const changed = entry.changes.map(({ label, before_label, after_label, before, after }) => {
    const was = before_label ?? before;
    const is = after_label ?? after;
    return `${label}: ${was == null ? "" : `${String(was)} → `}${is == null ? "nothing" : String(is)}`;
  });
  const shown = entry.kind.startsWith("case-list.") ? [] : changed.slice(0, 3);
  return (
    <p>
      <b>{word}</b> when {entry.actor.name} {entry.says}
      {shown.length > 0 && <span className="dim"> ({shown.join("; ")})</span>}
      {entry.reason && <span>: “{entry.reason}”</span>}
      <span className="dim small num"> · {exact(entry.at)}</span>
    </p>
  );
}

function Remove({ it, row, close }: Props) {
  const [reason, setReason] = useState("");
  const [key] = useState(newKey);
  const client = useQueryClient();
  const may = useMay("lists.edit") && !row.archived && !it.archived;
  const remove = useMutation({
    mutationFn: () => {
      const body = { case_id: row.id, list_id: it.id, reason: reason.trim() || null };
      return command("remove-from-list", body, { key });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["cases"] });
      void client.invalidateQueries({ queryKey: ["lists"] });
      void client.invalidateQueries({ queryKey: ["case", row.id] });
      toast({ id: "list", message: `${row.name} is off ${it.name}` });
      close();
    },
  });
  if (!may) return null;
  return (
    <form
      className="stack list-remove"
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate();
      }}
    >
      <TextField
        label="Reason for taking it off"
        hint={
          it.kind === "hybrid"
            ? "Optional. It stays off, also when the filters fit, until somebody adds it again."
            : "Optional. It stands in the Activity of the case."
        }
        value={reason}
        error={remove.error?.message ?? null}
        onChange={setReason}
      />
      <div className="row end">
        <button type="submit" className="button" disabled={remove.isPending}>
          Take off the list
        </button>
      </div>
    </form>
  );
}
