/** Archiving a case, with its reason, and bringing it back. Nothing is deleted by either. */
import { Modal } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useCaseEdit } from "../../lib/edit";
import { AreaField } from "../../ui/Fields";
import type { Seen } from "./seen";

interface Act {
  title: string;
  says: string;
  button: string;
  command: string;
  done: string;
  needsReason: boolean;
}

const ACTS: Record<"archive" | "restore", Act> = {
  archive: {
    title: "Archive this case",
    says: "It leaves the lists and can no longer be changed. Nothing is deleted, and it can be restored.",
    button: "Archive",
    command: "archive-case",
    done: "Archived",
    needsReason: true,
  },
  restore: {
    title: "Restore this case",
    says: "It comes back to the lists exactly as it was, and can be changed again.",
    button: "Restore",
    command: "restore-case",
    done: "Restored",
    needsReason: false,
  },
};

interface Props {
  seen: Seen;
  act: "archive" | "restore";
  close: () => void;
}

export function LifeDialog({ seen, act, close }: Props) {
  const { title, says, button, command, done, needsReason } = ACTS[act];
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const edit = useCaseEdit();
  const { case: row } = seen.present;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (needsReason && !reason.trim()) return setError("Say why: whoever looks for it will ask.");
    const body = reason.trim() ? { reason: reason.trim() } : {};
    const patch = { archived: act === "archive" };
    try {
      await edit.mutateAsync({ command, body, patch, row, says: `${done}: ${row.name}`, quiet: true });
      close();
    } catch (why) {
      setError((why as Error).message);
    }
  };

  return (
    <Modal opened onClose={close} title={title} size={460}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p>{says}</p>
        <AreaField
          label="Reason"
          hint={needsReason ? undefined : "Optional. It stands in the Activity of the case."}
          required={needsReason}
          value={reason}
          onChange={setReason}
          error={error}
        />
        <div className="row end">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button main" disabled={edit.isPending}>
            {button}
          </button>
        </div>
      </form>
    </Modal>
  );
}
