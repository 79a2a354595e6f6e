/** Phone numbers, e-mail addresses and calls: what may be used, and how it is known that not. */
import { Menu } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { Channel, ContactDetail, ContactPoint } from "../../api/types";
import { exact, localDay, phone } from "../../lib/format";
import { useCaseTypes, useMay } from "../../lib/meta";
import { OptOutTags } from "../../ui/Chips";
import { IconMore, IconPlus } from "../../ui/icons";
import { IconMail, IconPhone } from "../../ui/iconsOfPages";
import { MayButton } from "../../ui/MayButton";
import { useContactAct } from "./edit";
import type { Consent } from "./ConsentDialog";

const ConsentDialog = lazy(() => import("./ConsentDialog"));
const PointDialog = lazy(() => import("./PointDialog"));

export type Medium = "phone" | "email";

export const MEDIA: Record<Medium, { title: string; one: string; channel: Channel }> = {
  phone: { title: "Phones", one: "phone number", channel: "sms" },
  email: { title: "E-mails", one: "e-mail address", channel: "email" },
};

export const shownValue = (medium: Medium, value: string): string =>
  medium === "phone" ? phone(value) : value;

export function Points({ detail, medium }: { detail: ContactDetail; medium: Medium }) {
  const { title, one } = MEDIA[medium];
  const points = medium === "phone" ? detail.phones : detail.emails;
  const [adding, setAdding] = useState(false);
  return (
    <section className="card">
      <header>
        <h2 className="grow">{title}</h2>
        <MayButton
          permission="contacts.edit"
          className="button small ghost"
          aria-label={`Add ${one}`}
          onClick={() => setAdding(true)}
        >
          <IconPlus size={14} />
          Add
        </MayButton>
      </header>
      <div className="in">
        {points.length ? (
          points.map((point) => (
            <Point key={point.point} detail={detail} medium={medium} point={point} />
          ))
        ) : (
          <span className="dim">None is known.</span>
        )}
      </div>
      <Suspense>
        {adding && (
          <PointDialog contact={detail.contact} medium={medium} close={() => setAdding(false)} />
        )}
      </Suspense>
    </section>
  );
}

function Point(props: { detail: ContactDetail; medium: Medium; point: ContactPoint }) {
  const { detail, medium, point } = props;
  const { channel } = MEDIA[medium];
  const Icon = medium === "phone" ? IconPhone : IconMail;
  const value = shownValue(medium, point.value);
  return (
    <div className="point">
      <div className="row">
        <Icon size={14} />
        <span className="num grow ell">{value}</span>
        <span className="dim small">
          {point.primary ? "Primary" : (point.label ?? "")}
        </span>
        <PointMenu {...props} value={value} />
      </div>
      {point.opted_out && <Evidence channel={channel} said={point} />}
      <span className="sr">{detail.contact.name}</span>
    </div>
  );
}

interface Said {
  since?: string | null;
  source?: string | null;
  wording?: string | null;
}

/** Since when, by which way, in which words. */
function Evidence({ channel, said, about }: { channel: Channel; said: Said; about?: string }) {
  return (
    <div className="evidence small">
      <OptOutTags channels={[channel]} />
      <span className="dim">
        {about && `${about} · `}
        {said.since && (
          <>
            since <time title={exact(said.since)}>{localDay(said.since)}</time>
          </>
        )}
        {said.source && ` · ${said.source}`}
      </span>
      {said.wording && <span className="evidence-words">“{said.wording}”</span>}
    </div>
  );
}

/** Mounted when opened, as every menu. */
function PointMenu(props: { detail: ContactDetail; medium: Medium; point: ContactPoint; value: string }) {
  const { detail, medium, point, value } = props;
  const [open, setOpen] = useState(false);
  const [consent, setConsent] = useState<Consent | null>(null);
  const act = useContactAct(detail.contact.id);
  const [may, mayConsent] = [useMay("contacts.edit"), useMay("contacts.consent")];
  if (!may && !mayConsent) return null;

  const run = (command: string, says: string) =>
    act.mutate({ command, body: { medium, value: point.value }, says });
  const { channel, one } = MEDIA[medium];
  const button = (
    <button
      type="button"
      className="button small icon ghost"
      aria-haspopup="menu"
      aria-label={`Actions for ${value}`}
      onClick={() => setOpen(true)}
    >
      <IconMore size={14} />
    </button>
  );
  const dialog = consent && (
    <Suspense>
      <ConsentDialog contact={detail.contact} consent={consent} close={() => setConsent(null)} />
    </Suspense>
  );
  if (!open) {
    return (
      <>
        {button}
        {dialog}
      </>
    );
  }
  return (
    <Menu opened onChange={(now) => !now && setOpen(false)} position="bottom-end" width={220}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={!mayConsent}
          onClick={() => {
            setOpen(false);
            setConsent({ channel, out: !point.opted_out, value: point.value, shown: value });
          }}
        >
          {point.opted_out ? "Record an opt-in…" : "Record an opt-out…"}
        </Menu.Item>
        <Menu.Item
          disabled={!may || point.primary}
          onClick={() => run("make-contact-point-primary", `${value} is primary now`)}
        >
          Make primary
        </Menu.Item>
        <Menu.Item
          disabled={!may}
          onClick={() => run("remove-contact-point", `Removed ${value}`)}
        >
          Remove this {one}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function Calls({ detail }: { detail: ContactDetail }) {
  const { contact, call_opt_outs } = detail;
  const types = useCaseTypes();
  const [consent, setConsent] = useState<Consent | null>(null);
  const all = call_opt_outs.some((each) => each.type === null);
  const about = (type: string | null) =>
    type === null ? "All calls" : `About ${types.find((each) => each.id === type)?.name ?? "…"}`;
  return (
    <section className="card">
      <header>
        <h2 className="grow">Calls</h2>
        <MayButton
          permission="contacts.consent"
          className="button small ghost"
          onClick={() => setConsent({ channel: "call", out: !all, value: null, shown: "calls" })}
        >
          {all ? "Record an opt-in…" : "Record an opt-out…"}
        </MayButton>
      </header>
      <div className="in">
        {call_opt_outs.length ? (
          call_opt_outs.map((each) => (
            <Evidence
              key={each.type ?? "all"}
              channel="call"
              said={each}
              about={about(each.type)}
            />
          ))
        ) : (
          <span className="dim">May be called.</span>
        )}
      </div>
      <Suspense>
        {consent && (
          <ConsentDialog contact={contact} consent={consent} close={() => setConsent(null)} />
        )}
      </Suspense>
    </section>
  );
}
