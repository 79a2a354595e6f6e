/** The side navigation: places, the state of the lists, and who is signed in. */
import { useMantineColorScheme, useComputedColorScheme } from "@mantine/core";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLag, type LagTone } from "../lib/lag";
import { useMe } from "../lib/meta";
import { signOut } from "../lib/session";
import { Who } from "./Chips";
import {
  IconCase,
  IconDark,
  IconFields,
  IconHistory,
  IconImport,
  IconKey,
  IconLedger,
  IconLight,
  IconList,
  IconMark,
  IconPeople,
  IconSearch,
  IconSettings,
  IconSignOut,
  IconStatus,
} from "./icons";

const PLACES = [
  { to: "/cases", label: "Cases", Icon: IconCase },
  { to: "/lists", label: "Lists", Icon: IconList },
  { to: "/contacts", label: "Contacts", Icon: IconPeople },
  { to: "/imports", label: "Imports", Icon: IconImport },
  { to: "/operations", label: "Bulk changes", Icon: IconStatus },
] as const;

const ADMINISTRATION = [
  { to: "/settings/case-types", label: "Case types", Icon: IconSettings },
  { to: "/settings/fields", label: "Fields", Icon: IconFields },
  { to: "/settings/people", label: "People & keys", Icon: IconKey },
  { to: "/audit", label: "Audit", Icon: IconHistory },
  { to: "/ops", label: "Ledger & operations", Icon: IconLedger },
] as const;

export function SideNav({ find, keys }: { find: () => void; keys: () => void }) {
  const me = useMe();
  return (
    <nav className="side" aria-label="Main">
      <div className="brand">
        <span className="brand-mark">
          <IconMark />
        </span>
        <span className="grow">
          Caseledger
          <small className="ell">{me?.firm.name ?? ""}</small>
        </span>
      </div>
      <button type="button" className="nav nav-find" onClick={find}>
        <IconSearch />
        Search or jump to
        <kbd>{isMac ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      {PLACES.map(({ to, label, Icon }) => (
        <Place key={to} to={to} label={label} icon={<Icon />} />
      ))}
      <div className="nav-head">Administration</div>
      {ADMINISTRATION.map(({ to, label, Icon }) => (
        <Place key={to} to={to} label={label} icon={<Icon />} />
      ))}
      <div className="side-foot">
        <LagPill />
        <SignedIn keys={keys} />
      </div>
    </nav>
  );
}

const isMac = navigator.platform.startsWith("Mac");

type To = (typeof PLACES)[number]["to"] | (typeof ADMINISTRATION)[number]["to"];

function Place({ to, label, icon }: { to: To; label: string; icon: ReactNode }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = path === to || path.startsWith(`${to}/`);
  return (
    <Link to={to} className="nav" aria-current={here ? "page" : undefined}>
      {icon}
      {label}
    </Link>
  );
}

const TONES: Record<LagTone, string> = {
  live: "var(--live)",
  warn: "var(--c-amber)",
  danger: "var(--danger)",
  unknown: "var(--control)",
};

/** Green, amber beyond five seconds, red beyond a minute; the words say it too. */
export function LagPill() {
  const { tone, says } = useLag();
  return (
    <Link to="/ops" title="How far the lists are behind the ledger" className="num">
      <i className="dot" aria-hidden style={{ "--tone": TONES[tone] } as React.CSSProperties} />
      {says}
    </Link>
  );
}

function SignedIn({ keys }: { keys: () => void }) {
  const me = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const dark = scheme === "dark";
  const name = me?.person?.name ?? me?.key?.name ?? null;
  return (
    <span className="row" style={{ gap: 0 }}>
      <span className="grow" title={me?.person ? `${me.person.email}, ${me.person.role}` : undefined}>
        {name && <Who name={name} />}
      </span>
      <button type="button" className="button small icon ghost" aria-label="Keys" onClick={keys}>
        <kbd>?</kbd>
      </button>
      <button
        type="button"
        className="button small icon ghost"
        aria-label={dark ? "Use light colours" : "Use dark colours"}
        onClick={() => setColorScheme(dark ? "light" : "dark")}
      >
        {dark ? <IconLight size={15} /> : <IconDark size={15} />}
      </button>
      <button
        type="button"
        className="button small icon ghost"
        aria-label="Sign out"
        onClick={() => void signOut()}
      >
        <IconSignOut size={15} />
      </button>
    </span>
  );
}
