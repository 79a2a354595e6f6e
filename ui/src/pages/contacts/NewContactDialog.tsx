/** Adding a contact on its own, without a case. */
import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { command, newKey } from "../../api/client";
import { asContact, contactFrom } from "../../lib/newContact";
import { toast } from "../../lib/toasts";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { NewContactFields } from "../../ui/NewContactFields";

export default function NewContactDialog({ close }: { close: () => void }) {
  const [contact, setContact] = useState(contactFrom(""));
  const navigate = useNavigate();
  const client = useQueryClient();
  const key = useRef(newKey());
  const open = (id: string) =>
    void navigate({ to: "/contacts/$id", params: { id }, search: {} });

  const add = useMutation({
    mutationFn: () => command("add-contact", asContact(contact), { key: key.current }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ["contacts"] });
      toast({ id: "added", message: "Contact added" });
      open(id);
    },
    onError: () => (key.current = newKey()),
  });
  const errors = new FormErrors(add.error);

  return (
    <Modal opened onClose={close} title="New contact" size={560}>
      <form
        className="stack"
        style={{ gap: 20 }}
        noValidate
        aria-busy={add.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <NewContactFields
          value={contact}
          onChange={setContact}
          errors={errors}
          use={({ id }) => open(id)}
        />
        <OtherErrors errors={errors} />
        <div className="form-foot">
          <button type="button" className="button ghost" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button main" disabled={add.isPending}>
            {add.isPending ? "Adding…" : "Add contact"}
          </button>
        </div>
      </form>
    </Modal>
  );
}
