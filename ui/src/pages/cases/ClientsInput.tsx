/** The clients of a new case: known ones by search, new ones with what is known of them. */
import { contactFrom } from "../../lib/newContact";
import { ContactPicker } from "../../ui/ContactPicker";
import type { FormErrors } from "../../ui/errors";
import { Avatar } from "../../ui/Chips";
import { IconClose } from "../../ui/icons";
import { NewContactFields } from "../../ui/NewContactFields";
import { clientName, type Client } from "./draft";

interface Props {
  clients: Client[];
  onChange: (clients: Client[]) => void;
  errors: FormErrors;
}

export function ClientsInput({ clients, onChange, errors }: Props) {
  const known = clients.flatMap((each) => (each.is === "known" ? [each.id] : []));
  const replace = (at: number, client: Client) =>
    onChange(clients.map((each, i) => (i === at ? client : each)));
  return (
    <fieldset className="fieldset">
      <legend>Clients</legend>
      {clients.map((client, at) => (
        <div key={client.is === "known" ? client.id : `new-${at}`} className="chosen">
          <div className="row">
            <Avatar name={clientName(client) || null} />
            <b className="grow ell">{clientName(client) || "New contact"}</b>
            {client.is === "new" && <span className="badge">New</span>}
            <span className="dim small">{at === 0 ? "Primary" : "Additional"}</span>
            <button
              type="button"
              className="button small icon ghost"
              aria-label={`Remove ${clientName(client) || "new contact"}`}
              onClick={() => onChange(clients.filter((_, i) => i !== at))}
            >
              <IconClose size={13} />
            </button>
          </div>
          {client.is === "new" && (
            <NewContactFields
              value={client}
              onChange={(next) => replace(at, { is: "new", ...next })}
              errors={errors}
              use={({ id, name }) => replace(at, { is: "known", id, name })}
            />
          )}
        </div>
      ))}
      <ContactPicker
        label={clients.length ? "Another client" : "Find a client"}
        hint="People and businesses you know are found as you type."
        without={known}
        pick={({ id, name }) => onChange([...clients, { is: "known", id, name }])}
        add={(words) => onChange([...clients, { is: "new", ...contactFrom(words) }])}
      />
    </fieldset>
  );
}
