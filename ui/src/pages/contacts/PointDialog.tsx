/** Giving a contact a phone number or an e-mail address. */
import { Modal } from "@mantine/core";
import { useRef, useState } from "react";
import { newKey } from "../../api/client";
import type { ContactRow } from "../../api/types";
import { DuplicateHint } from "../../ui/ContactPicker";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { SelectField, TextField, Tick } from "../../ui/Fields";
import { useContactAct } from "./edit";
import { MEDIA, type Medium } from "./Points";

const LABELS = ["mobile", "home", "work", "other"].map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

interface Props {
  contact: ContactRow;
  medium: Medium;
  close: () => void;
}

export default function PointDialog({ contact, medium, close }: Props) {
  const { one } = MEDIA[medium];
  const [value, setValue] = useState("");
  const [label, setLabel] = useState(medium === "phone" ? "mobile" : "other");
  const [primary, setPrimary] = useState(false);
  const act = useContactAct(contact.id);
  const key = useRef(newKey());
  const errors = new FormErrors(act.error);

  const add = () =>
    act.mutate(
      {
        command: "add-contact-point",
        body: { medium, value, label, primary },
        key: key.current,
        says: `Added ${value}`,
      },
      { onSuccess: close, onError: () => (key.current = newKey()) },
    );

  return (
    <Modal opened onClose={close} title={`Add a${one.startsWith("e") ? "n" : ""} ${one}`} size={420}>
      <form
        className="stack"
        style={{ gap: 16 }}
        noValidate
        aria-busy={act.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={medium === "phone" ? "Number" : "Address"}
          type={medium === "phone" ? "tel" : "email"}
          required
          data-autofocus
          value={value}
          error={errors.at("value")}
          onChange={setValue}
        />
        <DuplicateHint value={value} use={close} />
        <SelectField label="Used for" value={label} options={LABELS} onChange={setLabel} />
        <Tick label="Make it the primary one" checked={primary} onChange={setPrimary} />
        <OtherErrors errors={errors} />
        <div className="form-foot">
          <button type="button" className="button ghost" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button main" disabled={act.isPending || !value.trim()}>
            Add
          </button>
        </div>
      </form>
    </Modal>
  );
}
