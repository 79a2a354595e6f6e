/** Taking history out as a file that says what it is: whole, in order, with its hashes. */
import { Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Query } from "../../api/client";
import { askExport } from "../../lib/exports";
import { count } from "../../lib/format";
import { toast } from "../../lib/toasts";
import { Choices } from "../../ui/Choices";
import { FormErrors, OtherErrors } from "../../ui/errors";

const FORMATS = [
  { value: "jsonl", label: "JSON lines", hint: "Every event as it is stored, with its hashes." },
  { value: "csv", label: "CSV", hint: "One line an entry, for a spreadsheet." },
  { value: "html", label: "A page to read", hint: "For people and for print." },
];

export default function HistoryDialog(props: {
  query: Query;
  narrowed: boolean;
  close: () => void;
}) {
  const { query, narrowed, close } = props;
  const [format, setFormat] = useState("jsonl");
  const ask = useMutation({
    mutationFn: () => askExport({ path: "/v1/activity/export", query, body: { format } }),
    onSuccess: (it) => {
      const message =
        it.state === "done"
          ? `${count(it.rows ?? 0, "entry", "entries")} exported`
          : "The file is being made. It is downloaded when it is ready.";
      toast({ id: "export", message });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title="Export history" size={480}>
      <form
        className="stack"
        style={{ gap: 16 }}
        aria-busy={ask.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <p>
          {narrowed
            ? "All entries that the filters let through, the oldest first."
            : "The whole log, the oldest entry first."}
        </p>
        <Choices legend="Format" name="format" options={FORMATS} value={format} onChange={setFormat} />
        <p className="dim small">
          It begins with its manifest: position, filters, number of entries, first and last leaf
          hash. That you exported it is put on record.
        </p>
        <OtherErrors errors={new FormErrors(ask.error)} />
        <div className="form-foot">
          <button type="button" className="button ghost" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button main" disabled={ask.isPending}>
            {ask.isPending ? "Exporting…" : "Export"}
          </button>
        </div>
      </form>
    </Modal>
  );
}
