/** The contacts of a case: who they are to it, how they are reached, and what they refused. */
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import type { CaseContact, CasePoint } from "../../../api/types";
import { phone } from "../../../lib/format";
import { useMay } from "../../../lib/meta";
import { CLIENT, roleLabel } from "../../../lib/roles";
import { OptOutTags } from "../../../ui/Chips";
import { IconMail, IconPhone } from "../../../ui/iconsOfPages";
import type { Seen } from "../seen";
import { ContactMenu } from "./ContactMenu";

const AddDialog = lazy(() => import("./AddDialog"));
const ConsentDialog = lazy(() => import("./ConsentDialog"));

export function ContactsCard({ seen }: { seen: Seen }) {
  const { contacts } = seen.detail;
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<CaseContact | null>(null);
  const mayCall = useMay("contacts.consent");
  return (
    <section className="card">
      <header>
        <span className="grow">Contacts</span>
        <button
          type="button"
          className="button small ghost"
          disabled={seen.locked !== null}
          title={seen.locked ?? undefined}
          onClick={() => setAdding(true)}
        >
          Add
        </button>
      </header>
      <ul className="contacts">
        {contacts.map((contact) => (
          <li key={`${contact.contact} ${contact.role}`}>
            <OneContact
              contact={contact}
              menu={
                <ContactMenu
                  seen={seen}
                  contact={contact}
                  consent={mayCall && !seen.past ? () => setAsked(contact) : undefined}
                />
              }
            />
          </li>
        ))}
        {!contacts.length && <li className="dim">Nobody is on this case{seen.past && " yet"}.</li>}
      </ul>
      <Suspense>
        {adding && <AddDialog seen={seen} close={() => setAdding(false)} />}
        {asked && <ConsentDialog seen={seen} contact={asked} close={() => setAsked(null)} />}
      </Suspense>
    </section>
  );
}

function OneContact({ contact, menu }: { contact: CaseContact; menu: React.ReactNode }) {
  const refused = refusedChannels(contact);
  return (
    <>
      <div className="row">
        <Link to="/contacts/$id" params={{ id: contact.contact }} className="grow ell contact-name">
          {contact.name}
        </Link>
        <span className="dim small">{contact.primary ? "Primary" : roleLabel(contact.role)}</span>
        {menu}
      </div>
      {contact.phones.map((point) => (
        <Reach
          key={point.point}
          point={point}
          icon={<IconPhone size={14} />}
          says={phone(point.value)}
          label={point.label}
        />
      ))}
      {contact.emails.map((point) => (
        <Reach key={point.point} point={point} icon={<IconMail size={14} />} says={point.value} />
      ))}
      {refused.length > 0 && <OptOutTags channels={refused} />}
    </>
  );
}

interface ReachProps {
  point: CasePoint;
  icon: React.ReactNode;
  says: string;
  /** What a number is for; an e-mail address says it itself. */
  label?: string | null;
}

function Reach({ point, icon, says, label }: ReachProps) {
  return (
    <div className="row reach num">
      {icon}
      <span className={point.opted_out ? "ell refused" : "ell"} title={says}>
        {says}
      </span>
      {label && <span className="dim small">{label}</span>}
    </div>
  );
}

/** What a contact refused: calls as such, the rest when its main number or address is refused. */
function refusedChannels(contact: CaseContact): ("call" | "sms" | "email")[] {
  const refused = (points: CasePoint[]) => points.some((each) => each.opted_out);
  return [
    ...(contact.call_opted_out ? (["call"] as const) : []),
    ...(refused(contact.phones) ? (["sms"] as const) : []),
    ...(refused(contact.emails) ? (["email"] as const) : []),
  ];
}

export const isClient = (contact: CaseContact): boolean => contact.role === CLIENT;
