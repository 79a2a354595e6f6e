/** The postal addresses of a contact. */
import { Modal } from "@mantine/core";
import { useRef, useState } from "react";
import { newKey } from "../../api/client";
import type { Address, ContactDetail } from "../../api/types";
import { useMay } from "../../lib/meta";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { TextField } from "../../ui/Fields";
import { IconClose, IconPlus } from "../../ui/icons";
import { IconHome } from "../../ui/iconsOfPages";
import { MayButton } from "../../ui/MayButton";
import { useContactAct } from "./edit";

const PARTS = [
  ["line1", "Street"],
  ["line2", "Second line"],
  ["city", "City"],
  ["state", "State"],
  ["postal_code", "Postal code"],
  ["country", "Country"],
] as const;

const inOneLine = (address: Address): string =>
  PARTS.map(([key]) => address[key]).filter(Boolean).join(", ");

export function Addresses({ detail }: { detail: ContactDetail }) {
  const { contact, addresses } = detail;
  const [adding, setAdding] = useState(false);
  const act = useContactAct(contact.id);
  const may = useMay("contacts.edit");
  return (
    <section className="card">
      <header>
        <h2 className="grow">Addresses</h2>
        <MayButton
          permission="contacts.edit"
          className="button small ghost"
          aria-label="Add address"
          onClick={() => setAdding(true)}
        >
          <IconPlus size={14} />
          Add
        </MayButton>
      </header>
      <div className="in">
        {!addresses.length && <span className="dim">None is known.</span>}
        {addresses.map((address) => (
          <div key={address.id} className="row">
            <IconHome size={14} />
            <span className="grow">{inOneLine(address)}</span>
            {address.primary && <span className="dim small">Primary</span>}
            {may && (
              <button
                type="button"
                className="button small icon ghost"
                aria-label={`Remove ${inOneLine(address)}`}
                onClick={() =>
                  act.mutate({
                    command: "remove-address",
                    body: { address_id: address.id },
                    says: "Address removed",
                  })
                }
              >
                <IconClose size={13} />
              </button>
            )}
          </div>
        ))}
      </div>
      {adding && <AddressDialog detail={detail} close={() => setAdding(false)} />}
    </section>
  );
}

function AddressDialog({ detail, close }: { detail: ContactDetail; close: () => void }) {
  const [address, setAddress] = useState<Record<string, string>>({});
  const act = useContactAct(detail.contact.id);
  const key = useRef(newKey());
  const errors = new FormErrors(act.error);
  const said = Object.fromEntries(Object.entries(address).filter(([, value]) => value.trim()));
  const add = () =>
    act.mutate(
      { command: "add-address", body: { address: said }, key: key.current, says: "Address added" },
      { onSuccess: close, onError: () => (key.current = newKey()) },
    );
  return (
    <Modal opened onClose={close} title="Add an address" size={520}>
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
        <div className="form-grid">
          {PARTS.map(([part, label]) => (
            <TextField
              key={part}
              label={label}
              value={address[part] ?? ""}
              error={errors.at(part)}
              onChange={(value) => setAddress({ ...address, [part]: value })}
            />
          ))}
        </div>
        <OtherErrors errors={errors} />
        <div className="form-foot">
          <button type="button" className="button ghost" onClick={close}>
            Cancel
          </button>
          <button
            type="submit"
            className="button main"
            disabled={act.isPending || !Object.keys(said).length}
          >
            Add address
          </button>
        </div>
      </form>
    </Modal>
  );
}
