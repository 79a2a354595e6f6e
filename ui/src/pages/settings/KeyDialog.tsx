/** Issuing a key: what it is called and may do, then its secret, which is never shown again. */
import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { give, newKey } from "../../api/client";
import type { Issued as Answer } from "../../api/types";
import { toggled } from "../../lib/activity";
import { CopyButton } from "../../ui/CopyButton";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { TextField, Tick } from "../../ui/Fields";

const RIGHTS = [
  { right: "read", label: "Read cases, contacts and lists" },
  { right: "write", label: "Write: open and edit cases and contacts" },
];

export default function KeyDialog({ close }: { close: () => void }) {
  const [name, setName] = useState("");
  const [can, setCan] = useState(["read"]);
  const client = useQueryClient();
  const again = useRef(newKey());
  const issue = useMutation({
    mutationFn: () => give<Answer>("/v1/keys", { name, can }, { key: again.current }), // the secret is in the answer alone
    onSuccess: () => void client.invalidateQueries({ queryKey: ["keys"] }),
    onError: () => (again.current = newKey()),
    gcTime: 0, // the secret stays nowhere
  });
  const errors = new FormErrors(issue.error);
  if (issue.data) return <Issued name={name} secret={issue.data.secret} close={close} />;
  return (
    <Modal opened onClose={close} title="Issue a key" size={460}>
      <form
        className="stack"
        style={{ gap: 16 }}
        noValidate
        aria-busy={issue.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          issue.mutate();
        }}
      >
        <TextField
          label="Name"
          hint="Of the program that will use it."
          data-autofocus
          required
          error={errors.at("name")}
          value={name}
          onChange={setName}
        />
        <fieldset className="fieldset">
          <legend>It can</legend>
          {RIGHTS.map(({ right, label }) => (
            <Tick
              key={right}
              label={label}
              checked={can.includes(right)}
              onChange={() => setCan(toggled(can, right))}
            />
          ))}
        </fieldset>
        <OtherErrors errors={errors} />
        <div className="form-foot">
          <button type="button" className="button ghost" onClick={close}>
            Cancel
          </button>
          <button
            type="submit"
            className="button main"
            disabled={!name.trim() || !can.length || issue.isPending}
          >
            Issue
          </button>
        </div>
      </form>
    </Modal>
  );
}

function Issued(props: { name: string; secret: string | null; close: () => void }) {
  const { name, secret, close } = props;
  // Nothing beside the button closes it: what is not copied now is lost.
  return (
    <Modal
      opened
      onClose={close}
      title={`The key of ${name}`}
      size={460}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <div className="stack" style={{ gap: 16 }}>
        {secret ? (
          <>
            <p>Copy it now: it is shown this once, and kept nowhere. The program sends it as X-API-KEY.</p>
            <div className="row note-box">
              <code className="mono grow secret" aria-label="The key">
                {secret}
              </code>
              <CopyButton text={secret} className="button small" data-autofocus />
            </div>
          </>
        ) : (
          <p>It was issued before, and its secret was shown then. Disable it and issue another.</p>
        )}
        <div className="form-foot">
          <button type="button" className="button main" onClick={close}>
            Done
          </button>
        </div>
      </div>
    </Modal>
  );
}
