/** Moving a case to a status that its type does not allow next: an administrator says why. */
import { useState } from "react";
import type { CaseRow, Status } from "../../api/types";
import { useCaseEdit } from "../../lib/edit";
import { StatusChip, StatusOf } from "../../ui/Chips";
import { FormErrors } from "../../ui/errors";
import { AreaField } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";

interface Props {
  row: Pick<CaseRow, "id" | "version" | "name" | "status" | "type">;
  status: Status;
  close: () => void;
}

export default function OverrideDialog({ row, status, close }: Props) {
  const [reason, setReason] = useState("");
  const edit = useCaseEdit();
  const errors = new FormErrors(edit.error);
  const submit = () =>
    edit.mutate(
      {
        row,
        command: "override-status",
        body: { status: status.key, reason: reason.trim() },
        patch: { status: status.key },
        says: `${row.name} → ${status.name}`,
        quiet: true,
      },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title="Override the order of statuses"
      close={close}
      submit={submit}
      busy={edit.isPending}
      errors={errors}
      act="Override"
      off={!reason.trim()}
    >
      <div className="row wrap">
        <StatusChip status={row.status} type={row.type} />
        <span className="dim">is not followed by</span>
        <StatusOf status={status} />
        <span className="dim">in this type of case.</span>
      </div>
      <AreaField
        label="Why does it go there all the same?"
        required
        value={reason}
        onChange={setReason}
        hint="It stands in the Activity of the case."
        error={errors.at("reason")}
      />
    </FormDialog>
  );
}
