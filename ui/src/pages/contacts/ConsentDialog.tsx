/** Recording an opt-out or opt-in, with how it is known: that is what counts years later. */
import { Modal } from "@mantine/core";
import { useRef, useState } from "react";
import { newKey } from "../../api/client";
import type { Channel, ContactRow } from "../../api/types";
import { useCaseTypes } from "../../lib/meta";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { AreaField, SelectField, TextField } from "../../ui/Fields";
import { useContactAct } from "./edit";

export interface Consent {
  channel: Channel;
  /** Opting out; else opting in. */
  out: boolean;
  /** The number or address; calls are about the contact. */
  value: string | null;
  shown: string;
}

const WORDS: Record<Channel, string> = { call: "calls", sms: "SMS", email: "e-mail" };

const SOURCES = [
  { value: "staff", label: "Told a member of staff" },
  { value: "phone call", label: "Phone call" },
  { value: "letter", label: "Letter" },
  { value: "form", label: "Form" },
  { value: "reply", label: "Reply to a message" },
];

interface Props {
  contact: ContactRow;
  consent: Consent;
  close: () => void;
}

export default function ConsentDialog({ contact, consent, close }: Props) {
  const { channel, out, value, shown } = consent;
  const verb = out ? "opt-out" : "opt-in";
  return (
    <Modal
      opened
      onClose={close}
      size={480}
      title={`Record an ${verb} ${out ? "of" : "to"} ${WORDS[channel]}`}
    >
      <p className="dim" style={{ marginBottom: 16 }}>
        {value
          ? `For ${shown}, whoever holds it: it counts for all their cases, also later ones.`
          : `For ${contact.name}.`}
      </p>
      <ConsentForm contact={contact} consent={consent} close={close} />
    </Modal>
  );
}

function ConsentForm({ contact, consent, close }: Props) {
  const { channel, out, value } = consent;
  const [source, setSource] = useState("staff");
  const [wording, setWording] = useState("");
  const [proof, setProof] = useState("");
  const [said, setSaid] = useState("");
  const [type, setType] = useState("");
  const types = useCaseTypes();
  const act = useContactAct(contact.id);
  const key = useRef(newKey());
  const errors = new FormErrors(act.error);

  const body = {
    channel,
    source,
    ...(value && { value }),
    ...(type && { type }),
    ...(wording.trim() && { wording: wording.trim() }),
    ...(proof.trim() && { evidence: { note: proof.trim() } }),
    ...(said && { effective_at: new Date(said).toISOString() }),
  };
  const record = () =>
    act.mutate(
      {
        command: out ? "record-opt-out" : "record-opt-in",
        body,
        key: key.current,
        says: out ? "Opt-out recorded" : "Opt-in recorded",
      },
      { onSuccess: close, onError: () => (key.current = newKey()) },
    );

  return (
    <form
      className="stack"
      style={{ gap: 16 }}
      noValidate
      aria-busy={act.isPending}
      onSubmit={(event) => {
        event.preventDefault();
        record();
      }}
    >
      {channel === "call" && (
        <SelectField
          label="About"
          none="All calls"
          value={type}
          error={errors.at("type")}
          options={types.map((each) => ({ value: each.id, label: `${each.name} only` }))}
          onChange={setType}
        />
      )}
      <SelectField
        label="How do you know?"
        value={source}
        error={errors.at("source")}
        options={SOURCES}
        onChange={setSource}
      />
      <AreaField
        label="Their words"
        hint="As exactly as you can."
        value={wording}
        error={errors.at("wording")}
        onChange={setWording}
      />
      <div className="form-grid">
        <TextField
          label="Proof"
          hint="A message, a recording, a file: where it can be found."
          value={proof}
          error={errors.at("evidence", "note")}
          onChange={setProof}
        />
        <TextField
          label="When it was said"
          type="datetime-local"
          hint="Left empty: now."
          value={said}
          error={errors.at("effective_at")}
          onChange={setSaid}
        />
      </div>
      <OtherErrors errors={errors} />
      <div className="form-foot">
        <button type="button" className="button ghost" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="button main" disabled={act.isPending}>
          {out ? "Record opt-out" : "Record opt-in"}
        </button>
      </div>
    </form>
  );
}
