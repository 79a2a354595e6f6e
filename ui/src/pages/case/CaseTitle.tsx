/** The name of a case as the heading of its page, edited where it stands. */
import { useQueryClient } from "@tanstack/react-query";
import { refresh } from "../../lib/edit";
import { useArrival } from "../../lib/place";
import { IconEdit } from "../../ui/icons";
import { InlineField } from "../../ui/InlineField";
import { forgetFailed, useFactSave } from "./saves";
import type { Seen } from "./seen";

interface Props {
  seen: Seen;
  editing: boolean;
  edit: (on: boolean) => void;
}

export function CaseTitle({ seen, editing, edit }: Props) {
  const { case: row } = seen.detail;
  const client = useQueryClient();
  const heading = useArrival();
  const save = useFactSave(seen.present.case);

  if (editing && !seen.locked) {
    return (
      <div className="case-title-edit grow">
        <h1 className="sr">{row.name}</h1>
        <InlineField
          begun
          label="Case name"
          kind="text"
          value={row.own_name ?? row.name}
          version={row.version}
          save={(name, version) => save("Case name", { name }, version)}
          reload={() => refresh(client, seen.id)}
          onLeave={() => {
            forgetFailed(client, seen.id);
            edit(false);
          }}
        />
      </div>
    );
  }
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="case-title ell" title={row.name}>
        {row.name}
      </h1>
      {!seen.locked && (
        <button
          type="button"
          className="button small icon ghost"
          aria-label="Edit the case name"
          title="Edit the case name (e)"
          onClick={() => edit(true)}
        >
          <IconEdit size={14} />
        </button>
      )}
    </>
  );
}
