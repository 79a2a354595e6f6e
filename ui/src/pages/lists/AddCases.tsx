/** Putting cases on a list: found by words, one by one, with a reason if there is one. */
import { Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { command } from "../../api/client";
import { foundCasesQuery } from "../../api/reads/cases";
import type { CaseList, CaseRow } from "../../api/types";
import { useSettled } from "../../lib/settled";
import { announce } from "../../lib/announce";
import { TextField } from "../../ui/Fields";
import { ErrorNote } from "../../ui/States";

const SETTLE_MS = 220;

export default function AddCases({ it, close }: { it: CaseList; close: () => void }) {
  const [words, setWords] = useState("");
  const [reason, setReason] = useState("");
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const q = useSettled(words.trim(), SETTLE_MS);
  const asked = { q, limit: 12, ...(it.type ? { type: it.type } : {}) };
  const found = useQuery(foundCasesQuery(asked));
  const add = useAdd(it, reason, (row) => {
    setAdded((before) => new Set([...before, row.id]));
    announce(`${row.name} is on ${it.name}`);
  });
  return (
    <Modal opened onClose={close} title={`Add cases to ${it.name}`} size={560}>
      <div className="stack">
        <TextField
          label="Find a case"
          placeholder="Name, client, number, phone…"
          data-autofocus
          value={words}
          onChange={setWords}
        />
        <TextField
          label="Reason"
          hint="Optional. It stands in the Activity of each case that you add."
          value={reason}
          onChange={setReason}
        />
        {add.isError && <ErrorNote what="Not added." error={add.error} />}
        {found.isError && <ErrorNote what="Cases could not be searched." error={found.error} />}
        <ul className="add-cases" tabIndex={0} aria-label="Cases found" aria-busy={found.isFetching}>
          {found.data?.cases.map((row) => (
            <Found
              key={row.id}
              row={row}
              on={added.has(row.id) || row.lists.includes(it.id)}
              busy={add.isPending}
              add={() => add.mutate(row)}
            />
          ))}
          {found.data && !found.data.cases.length && <li className="dim">No case is found by that.</li>}
        </ul>
        <div className="row end">
          <button type="button" className="button main" onClick={close}>
            Done
          </button>
        </div>
      </div>
    </Modal>
  );
}

function Found(props: { row: CaseRow; on: boolean; busy: boolean; add: () => void }) {
  const { row, on, busy, add } = props;
  return (
    <li className="row">
      <span className="grow ell">
        <span className="ell" title={row.name}>
          {row.name}
        </span>
        <span className="dim small mono"> {row.number}</span>
      </span>
      {on ? (
        <span className="dim small">On the list</span>
      ) : (
        <button
          type="button"
          className="button small"
          aria-label={`Add ${row.name}`}
          disabled={busy}
          onClick={add}
        >
          Add
        </button>
      )}
    </li>
  );
}

function useAdd(it: CaseList, reason: string, done: (row: CaseRow) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (row: CaseRow) => {
      const body = { case_id: row.id, list_id: it.id, reason: reason.trim() || null };
      return command("add-to-list", body);
    },
    onSuccess: (_, row) => {
      done(row);
      void client.invalidateQueries({ queryKey: ["cases"] });
      void client.invalidateQueries({ queryKey: ["lists"] });
      void client.invalidateQueries({ queryKey: ["case", row.id] });
    },
  });
}
