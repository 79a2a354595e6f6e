/** Taking a change back: shows what it would do, and warns when somebody changed it again since. */
import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { command } from "../../../api/client";
import { refresh, useCaseEdit } from "../../../lib/edit";
import type { Entry } from "../../../api/types";
import { ago } from "../../../lib/format";
import type { Reversal } from "../../../lib/revert";
import { toast } from "../../../lib/toasts";
import { Diff } from "../../../ui/Diff";
import type { Seen } from "../seen";

interface Props {
  seen: Seen;
  entry: Entry;
  back: Reversal;
  close: () => void;
}

/** A record that is not the case itself, such as a contact of it. */
function useAnother(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ back }: { back: Reversal; says: string }) => command(back.command, back.body),
    onSuccess: (_, { says }) => {
      refresh(client, id);
      toast({ id: "reverted", message: says });
    },
    onError: (error) =>
      toast({ id: "reverted", tone: "danger", title: "Not reverted", message: error.message }),
  });
}

export default function RevertDialog({ seen, entry, back, close }: Props) {
  const { mutate } = useCaseEdit();
  const another = useAnother(seen.id);
  const { case: row } = seen.present;
  const says = `Reverted: ${entry.says}`;
  const revert = () => {
    if (back.of === "case") {
      const { command: name, body, patch } = back;
      mutate({ command: name, body, patch, row, says });
    } else {
      another.mutate({ back, says });
    }
    close();
  };
  return (
    <Modal opened onClose={close} title="Revert this change" size={520}>
      <div className="stack">
        <p>
          <b>{entry.actor.name}</b> {entry.says} {ago(entry.at)}. Reverting adds a new change with the
          old value; nothing is removed from the ledger.
        </p>
        {back.changedSince.length > 0 && (
          <p className="case-note warn" role="note">
            Changed again since: <b>{back.changedSince.join(", ")}</b>. Those later changes would be
            lost from sight too.
          </p>
        )}
        <div className="diffs">
          {back.changes.map((change) => (
            <Diff key={change.name} change={change} type={row.type} />
          ))}
        </div>
        <div className="row end">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="button" className="button main" data-autofocus onClick={revert}>
            {back.changedSince.length ? "Revert anyway" : "Revert"}
          </button>
        </div>
      </div>
    </Modal>
  );
}
