/** Consent with its evidence: who must not be reached by what, since when, and how that is known. */
import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { command, newKey } from "../../../api/client";
import type { CaseContact, Channel } from "../../../api/types";
import { refresh } from "../../../lib/edit";
import { phone } from "../../../lib/format";
import { useCaseType } from "../../../lib/meta";
import { fromLocalInput } from "../../../lib/moments";
import { toast } from "../../../lib/toasts";
import { CHANNELS, OptOutTags } from "../../../ui/Chips";
import { AreaField, SelectField, TextField } from "../../../ui/Fields";
import type { Seen } from "../seen";

const SOURCES = [
  { value: "staff", label: "Told to the firm" },
  { value: "phone call", label: "Phone call" },
  { value: "reply", label: "Reply to a message" },
  { value: "form", label: "Form" },
  { value: "letter", label: "Letter" },
];

interface Props {
  seen: Seen;
  contact: CaseContact;
  close: () => void;
}

export default function ConsentDialog({ seen, contact, close }: Props) {
  const choices = ways(contact);
  const [way, setWay] = useState(choices[0]?.value ?? "call");
  const [scope, setScope] = useState("all");
  const [source, setSource] = useState("staff");
  const [wording, setWording] = useState("");
  const [since, setSince] = useState("");
  const [reference, setReference] = useState("");
  const [key] = useState(newKey);
  const client = useQueryClient();
  const type = useCaseType(seen.present.case.type);
  const chosen = choices.find((each) => each.value === way);
  const calls = chosen?.channel === "call";

  const save = useMutation({
    mutationFn: () =>
      command(
        chosen?.refused ? "record-opt-in" : "record-opt-out",
        {
          contact_id: contact.contact,
          channel: chosen?.channel ?? "call",
          ...(chosen?.point ? { value: chosen.point } : {}),
          ...(calls && scope === "type" ? { type: type?.id } : {}),
          source,
          ...(wording.trim() ? { wording: wording.trim() } : {}),
          ...(since ? { effective_at: fromLocalInput(since) } : {}),
          ...(reference.trim() ? { evidence: { reference: reference.trim() } } : {}),
        },
        { key },
      ),
    onSuccess: () => {
      refresh(client, seen.id);
      void client.invalidateQueries({ queryKey: ["contact", contact.contact] });
      toast({ id: "consent", message: `${contact.name}: ${saysOf(chosen)}` });
      close();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };

  return (
    <Modal opened onClose={close} title={`Consent of ${contact.name}`} size={480}>
      <form className="stack" onSubmit={submit}>
        <SelectField
          label="Reached by"
          value={way}
          onChange={setWay}
          options={choices.map(({ value, label }) => ({ value, label }))}
          hint={<State refused={chosen?.refused} channel={chosen?.channel} />}
        />
        {calls && (
          <SelectField
            label="For"
            value={scope}
            onChange={setScope}
            options={[
              { value: "all", label: "All cases" },
              { value: "type", label: `Cases of the type ${type?.name ?? "of this case"}` },
            ]}
          />
        )}
        <div className="halves">
          <SelectField label="How it is known" value={source} onChange={setSource} options={SOURCES} />
          <TextField
            label="When it was said"
            type="datetime-local"
            hint="Empty: now"
            value={since}
            onChange={setSince}
          />
        </div>
        <AreaField
          label="In these words"
          rows={2}
          value={wording}
          onChange={setWording}
          hint="What the person said or wrote, as it was."
        />
        <TextField
          label="Evidence"
          value={reference}
          onChange={setReference}
          hint="A message id, a link, a file: what proves it."
        />
        {save.isError && (
          <p className="field-error" role="alert">
            {save.error.message}
          </p>
        )}
        <div className="row end">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button main" disabled={save.isPending}>
            {chosen?.refused ? "Record opt-in" : "Record opt-out"}
          </button>
        </div>
      </form>
    </Modal>
  );
}

interface Way {
  value: string;
  label: string;
  channel: Channel;
  point: string | null;
  refused: boolean;
}

/** Calls are refused by the person; texts and e-mails by the number or address. */
function ways(contact: CaseContact): Way[] {
  const texts = contact.phones.map((each) => ({
    value: `sms ${each.value}`,
    label: `SMS to ${phone(each.value)}`,
    channel: "sms" as const,
    point: each.value,
    refused: each.opted_out,
  }));
  const mails = contact.emails.map((each) => ({
    value: `email ${each.value}`,
    label: `E-mail to ${each.value}`,
    channel: "email" as const,
    point: each.value,
    refused: each.opted_out,
  }));
  const calls = {
    value: "call",
    label: "Calls",
    channel: "call" as const,
    point: null,
    refused: contact.call_opted_out,
  };
  return [...texts, ...mails, calls];
}

const saysOf = (way: Way | undefined): string =>
  way ? `opted ${way.refused ? "in to" : "out of"} ${CHANNELS[way.channel]}` : "";

function State({ refused, channel }: { refused?: boolean; channel?: Channel }) {
  if (!refused || !channel) return "May be reached now.";
  return (
    <span className="row">
      Now <OptOutTags channels={[channel]} />
    </span>
  );
}
