/** What may be done with a contact of a case: primary, another role, consent, off the case. */
import { Menu } from "@mantine/core";
import { useState } from "react";
import type { CaseContact } from "../../../api/types";
import { useCaseEdit, type Step } from "../../../lib/edit";
import { CLIENT, ROLES, roleLabel } from "../../../lib/roles";
import { IconMore } from "../../../ui/icons";
import type { Seen } from "../seen";

interface Props {
  seen: Seen;
  contact: CaseContact;
  /** Opens the dialog of consent; missing when that is not allowed here. */
  consent?: () => void;
}

const link = (contact: string, role: string): Step => ({
  command: "link-contact",
  body: { contact_id: contact, role },
  patch: {},
});

const unlink = (contact: string, role: string): Step => ({
  command: "unlink-contact",
  body: { contact_id: contact, role },
  patch: {},
});

const primary = (contact: string): Step => ({
  command: "make-client-primary",
  body: { contact_id: contact },
  patch: { client: contact },
});

export function ContactMenu({ seen, contact, consent }: Props) {
  const [opened, setOpened] = useState(false);
  if (seen.locked && !consent) return null;
  return (
    <Menu width={220} position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <button
          type="button"
          className="button small icon ghost"
          aria-label={`Actions for ${contact.name}`}
        >
          <IconMore size={14} />
        </button>
      </Menu.Target>
      {opened && (
        <Menu.Dropdown>
          {!seen.locked && <RoleItems seen={seen} contact={contact} />}
          {consent && <Menu.Item onClick={consent}>Opt-outs and opt-ins…</Menu.Item>}
          {!seen.locked && <RemoveItem seen={seen} contact={contact} />}
        </Menu.Dropdown>
      )}
    </Menu>
  );
}

function RoleItems({ seen, contact }: Props) {
  const { case: row, contacts } = seen.present;
  const { mutate, mutateAsync } = useCaseEdit();
  const was = contacts.find((each) => each.primary);
  const held = contacts.filter((each) => each.contact === contact.contact).map((each) => each.role);

  const makePrimary = () =>
    mutate({
      ...primary(contact.contact),
      row,
      says: `${contact.name} is the primary client`,
      undo: was && primary(was.contact),
    });

  const become = async (role: string) => {
    const says = `${contact.name} is now ${roleLabel(role).toLowerCase()}`;
    await mutateAsync({ ...link(contact.contact, role), row, says: "" });
    mutate({ ...unlink(contact.contact, contact.role), row, says });
  };

  return (
    <>
      {contact.role === CLIENT && !contact.primary && (
        <Menu.Item onClick={makePrimary}>Make primary client</Menu.Item>
      )}
      <Menu.Label>Change role to</Menu.Label>
      {ROLES.filter(({ key }) => !held.includes(key)).map(({ key, label }) => (
        <Menu.Item key={key} onClick={() => void become(key).catch(() => undefined)}>
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

function RemoveItem({ seen, contact }: Props) {
  const { case: row } = seen.present;
  const { mutate } = useCaseEdit();
  const remove = () =>
    mutate({
      ...unlink(contact.contact, contact.role),
      row,
      says: `${contact.name} is off this case`,
      undo: link(contact.contact, contact.role),
    });
  return <Menu.Item onClick={remove}>Remove from this case</Menu.Item>;
}
