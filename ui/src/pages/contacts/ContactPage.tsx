/** One contact: who it is, how it may be reached, its cases, and what happened to it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { contactQuery } from "../../api/reads/contacts";
import type { ContactDetail } from "../../api/types";
import { day, exact } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { useArrival, useTitle } from "../../lib/place";
import { OptOutTags, StatusChip } from "../../ui/Chips";
import { InlineField } from "../../ui/InlineField";
import { ErrorNote, Failed, Loading, Stale } from "../../ui/States";
import { Addresses } from "./Addresses";
import { ContactActivity } from "./ContactActivity";
import { useContactAct } from "./edit";
import { Calls, Points } from "./Points";

export function ContactPage() {
  const { id } = useParams({ from: "/frame/contacts/$id" });
  const query = useQuery(contactQuery(id));
  const { data, error, isFetching, refetch } = query;
  const again = () => void refetch();
  if (!data && error) return <Failed what="This contact" error={error} retry={again} />;
  return (
    <div className="page" aria-busy={isFetching}>
      {error && <ErrorNote what="This contact could not be renewed." error={error} retry={again} />}
      {data ? (
        <Contact detail={data} />
      ) : (
        <div className="page-in">
          <Loading lines={8} label="Loading contact" />
        </div>
      )}
    </div>
  );
}

function Contact({ detail }: { detail: ContactDetail }) {
  const { contact } = detail;
  useTitle(contact.name);
  const heading = useArrival();
  return (
    <>
      <nav className="crumb" aria-label="Breadcrumb">
        <Link to="/contacts">Contacts</Link>
        <span aria-hidden>/</span>
        <span className="ell">{contact.name}</span>
      </nav>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1} className="record-title">
          {contact.name}
        </h1>
        <span className="badge">{contact.kind === "business" ? "Business" : "Person"}</span>
        {contact.opted_out.length > 0 && <OptOutTags channels={contact.opted_out} />}
        <Stale when={detail.stale} />
        <span className="grow" />
        <span className="dim small" title={exact(contact.added_at)}>
          Added {day(contact.added_at)}
        </span>
      </header>
      <div className="page-in two">
        <div className="stack" style={{ gap: 20, alignContent: "start" }}>
          <Facts detail={detail} />
          <LinkedCases detail={detail} />
          <ContactActivity id={contact.id} />
        </div>
        <aside className="stack" aria-label="How to reach" style={{ alignContent: "start" }}>
          <Points detail={detail} medium="phone" />
          <Points detail={detail} medium="email" />
          <Calls detail={detail} />
          <Addresses detail={detail} />
        </aside>
      </div>
    </>
  );
}

const PERSON = [
  ["first_name", "First name", "text"],
  ["middle_name", "Middle name", "text"],
  ["last_name", "Last name", "text"],
  ["date_of_birth", "Date of birth", "date"],
] as const;

const BUSINESS = [["business_name", "Business name", "text"]] as const;

const SOURCE = [
  ["external_source", "External source", "text"],
  ["external_source_id", "External ID", "text"],
] as const;

function Facts({ detail }: { detail: ContactDetail }) {
  const { contact } = detail;
  const act = useContactAct(contact.id);
  const may = useMay("contacts.edit");
  const facts = [...(contact.kind === "business" ? BUSINESS : PERSON), ...SOURCE];
  return (
    <section className="fact-group">
      <h2>Details</h2>
      <dl className="facts">
        {facts.map(([key, label, kind]) => (
          <div key={key} className="fact">
            <dt>{label}</dt>
            <dd>
              <InlineField
                label={label}
                kind={kind}
                value={contact[key]}
                version={contact.version}
                locked={!may}
                save={(value, version) =>
                  act.mutateAsync({
                    command: "revise-contact-details",
                    body: { changes: { [key]: value } },
                    version,
                  })
                }
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function LinkedCases({ detail }: { detail: ContactDetail }) {
  const { cases } = detail;
  return (
    <section className="fact-group">
      <h2>
        Cases <span className="count">{cases.length}</span>
      </h2>
      {cases.length ? (
        <ul className="plain-list">
          {cases.map((each) => (
            <li key={`${each.id} ${each.role}`} className="linked-case">
              <Link to="/cases/$id" params={{ id: each.id }} className="row-name ell grow">
                {each.name}
              </Link>
              <span className="mono dim">{each.number}</span>
              <span className="dim small">{roleWords(each.role, each.primary)}</span>
              {each.archived && <span className="badge">Archived</span>}
              <StatusChip status={each.status} type={each.type} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="dim">On no case. A contact is put on a case from the case’s page.</p>
      )}
    </section>
  );
}

function roleWords(role: string, primary: boolean): string {
  if (role === "client") return primary ? "Primary client" : "Client";
  const words = role.replaceAll(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
