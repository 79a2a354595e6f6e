/** Building a projection anew: confirmed by its name, for it costs the machine something. */
import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/client";
import type { Operation, Projection } from "../../api/types";
import { count } from "../../lib/format";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { TextField } from "../../ui/Fields";
import { follow } from "../../lib/operations";

interface Props {
  projection: Projection;
  head: number;
  close: () => void;
}

export default function RebuildDialog({ projection, head, close }: Props) {
  const { name } = projection;
  const [typed, setTyped] = useState("");
  const client = useQueryClient();
  const rebuild = useMutation({
    mutationFn: () =>
      call<Operation>("post", `/v1/projections/${encodeURIComponent(name)}/rebuild`),
    onSuccess: (operation) => {
      follow(operation);
      void client.invalidateQueries({ queryKey: ["ledger"] });
      void client.invalidateQueries({ queryKey: ["operations"] });
      close();
    },
  });
  const errors = new FormErrors(rebuild.error);
  return (
    <Modal opened onClose={close} title={`Rebuild ${name}`} size={460}>
      <form
        className="stack"
        style={{ gap: 16 }}
        aria-busy={rebuild.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === name) rebuild.mutate();
        }}
      >
        <p>
          It reads {count(head, "event")} again and builds a new version beside the one that serves.
          Lists go on meanwhile; the new version takes over when it has caught up. Nothing in the
          ledger changes.
        </p>
        <TextField
          label={`Type ${name} to confirm`}
          data-autofocus
          spellCheck={false}
          value={typed}
          onChange={setTyped}
        />
        <OtherErrors errors={errors} />
        <div className="form-foot">
          <button type="button" className="button ghost" onClick={close}>
            Cancel
          </button>
          <button
            type="submit"
            className="button main"
            disabled={typed !== name || rebuild.isPending}
          >
            Rebuild
          </button>
        </div>
      </form>
    </Modal>
  );
}
