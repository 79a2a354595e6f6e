/** What a contact begins with: who it is, a phone number and an e-mail address. */
import type { ContactRow } from "../api/types";
import type { NewContact } from "../lib/newContact";
import { DuplicateHint } from "./ContactPicker";
import type { FormErrors } from "./errors";
import { SelectField, TextField } from "./Fields";

interface Props {
  value: NewContact;
  onChange: (value: NewContact) => void;
  errors: FormErrors;
  /** Takes the contact that is known instead of the new one. */
  use: (contact: ContactRow) => void;
}

const KINDS = [
  { value: "individual", label: "Person" },
  { value: "business", label: "Business" },
];

export function NewContactFields({ value, onChange, errors, use }: Props) {
  const set = (patch: Partial<NewContact>) => onChange({ ...value, ...patch });
  return (
    <div className="stack">
      <div className="form-grid">
        <SelectField
          label="Kind"
          value={value.kind}
          options={KINDS}
          onChange={(kind) => set({ kind: kind as NewContact["kind"] })}
        />
        {value.kind === "business" ? (
          <TextField
            label="Business name"
            required
            value={value.business_name}
            error={errors.at("business_name")}
            onChange={(business_name) => set({ business_name })}
          />
        ) : (
          <>
            <TextField
              label="First name"
              required
              value={value.first_name}
              error={errors.at("first_name")}
              onChange={(first_name) => set({ first_name })}
            />
            <TextField
              label="Last name"
              required
              value={value.last_name}
              error={errors.at("last_name")}
              onChange={(last_name) => set({ last_name })}
            />
          </>
        )}
        <TextField
          label="Phone"
          type="tel"
          value={value.phone}
          error={errors.at("phones.0.value", "phone")}
          onChange={(phone) => set({ phone })}
        />
        <TextField
          label="E-mail"
          type="email"
          value={value.email}
          error={errors.at("emails.0.value", "email")}
          onChange={(email) => set({ email })}
        />
      </div>
      <DuplicateHint value={value.phone} use={use} />
      <DuplicateHint value={value.email} use={use} />
    </div>
  );
}
