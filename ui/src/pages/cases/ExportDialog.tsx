/** Exporting the list as it stands, or the cases that were chosen from it, to a spreadsheet. */
import { Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Query } from "../../api/client";
import { askExport } from "../../lib/exports";
import { count } from "../../lib/format";
import { toast } from "../../lib/toasts";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { Choices } from "../../ui/Choices";

const FORMATS = [
  { value: "csv", label: "CSV", hint: "For any program." },
  { value: "xlsx", label: "Excel (XLSX)", hint: "Dates and amounts are dates and amounts." },
];

interface Props {
  /** The list’s filters and order. */
  query: Query;
  /** In words, such as “2,014 cases”. */
  says: string;
  /** Chosen one by one; else all that the filters let through. */
  ids?: string[];
  /** Left out of those. */
  excluded?: string[];
  shown: { id: string; head: string }[];
  close: () => void;
}

export default function ExportDialog({ query, says, ids, excluded, shown, close }: Props) {
  const [format, setFormat] = useState("csv");
  const [which, setWhich] = useState("shown");
  const ask = useMutation({
    mutationFn: () =>
      askExport({
        path: "/v1/exports",
        query,
        body: {
          format,
          ...(ids ? { ids } : {}),
          ...(excluded?.length ? { excluded } : {}),
          ...(which === "shown" ? { columns: shown.map((each) => each.id) } : {}),
        },
      }),
    onSuccess: (it) => {
      const made = it.state === "done";
      const message = made
        ? `${count(it.rows ?? 0, "case")} exported`
        : "The file is being made. It is downloaded when it is ready.";
      toast({ id: "export", message });
      close();
    },
  });
  const heads = shown.map((each) => each.head).join(", ");
  return (
    <Modal opened onClose={close} title={`Export ${says}`} size={480}>
      <form
        className="stack"
        style={{ gap: 16 }}
        aria-busy={ask.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <Choices legend="Format" name="format" options={FORMATS} value={format} onChange={setFormat} />
        <Choices
          legend="Columns"
          name="columns"
          options={[
            { value: "shown", label: `Those that the list shows (${shown.length})`, hint: heads },
            { value: "all", label: "All", hint: "Every field of a case and what its clients say." },
          ]}
          value={which}
          onChange={setWhich}
        />
        <p className="dim small">
          The file says its position in the ledger and its filter, can be imported again, and can be
          downloaded for 24 hours. That you exported it is put on record.
        </p>
        <OtherErrors errors={new FormErrors(ask.error)} />
        <div className="form-foot">
          <button type="button" className="button ghost" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button main" disabled={ask.isPending}>
            {ask.isPending ? "Exporting…" : `Export ${says}`}
          </button>
        </div>
      </form>
    </Modal>
  );
}
