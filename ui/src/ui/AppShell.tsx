/** The frame of every page: navigation, banners, main, and the layers that float over it. */
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useKeys } from "../lib/hotkeys";
import { useHeadNews } from "../lib/lag";
import { useLiveBulk, useLiveCases } from "../lib/live";
import { useNarrow } from "../lib/media";
import { useMe } from "../lib/meta";
import { signedOut } from "../lib/session";
import { useStore } from "../lib/store";
import { IconMark, IconMenu, IconSearch } from "./icons";
import { OperationTray } from "./Operations";
import { SideNav } from "./SideNav";
import { Offline } from "./States";
import { Toasts } from "./Toasts";

const Palette = lazy(() => import("./Palette"));
const KeyHelp = lazy(() => import("./KeyHelp"));

type Layer = "palette" | "keys" | null;

export function AppShell() {
  const [layer, setLayer] = useState<Layer>(null);
  const [drawer, setDrawer] = useState(false);
  const narrow = useNarrow();
  const path = useRouterState({ select: (state) => state.location.pathname });

  useLiveCases();
  useLiveBulk();
  useHeadNews();
  useEffect(() => setDrawer(false), [path]);
  usePaletteKey(() => setLayer("palette"));
  useKeys([{ key: "?", says: "Show the keys", run: () => setLayer("keys") }]);

  const close = () => setLayer(null);
  const nav = <SideNav find={() => setLayer("palette")} keys={() => setLayer("keys")} />;

  return (
    <>
      <div className="shell">
        <a className="skip" href="#main">
          Skip to content
        </a>
        {narrow ? (
          <TopBar
            open={drawer}
            toggle={() => setDrawer(!drawer)}
            find={() => setLayer("palette")}
          />
        ) : (
          nav
        )}
        {narrow && drawer && (
          <Drawer close={() => setDrawer(false)}>{nav}</Drawer>
        )}
        <main className="shell-main" id="main" tabIndex={-1}>
          <SignedOut />
          <Offline />
          <Outlet />
        </main>
      </div>
      <OperationTray />
      <Toasts />
      <Suspense>
        {layer === "palette" && <Palette close={close} />}
        {layer === "keys" && <KeyHelp close={close} />}
      </Suspense>
    </>
  );
}

/** ⌘K and Ctrl-K open the palette from anywhere, also from inside a field. */
function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
}

function TopBar({ open, toggle, find }: { open: boolean; toggle: () => void; find: () => void }) {
  return (
    <header className="topbar">
      <button
        type="button"
        className="button icon ghost"
        aria-label="Menu"
        aria-expanded={open}
        onClick={toggle}
      >
        <IconMenu />
      </button>
      <Link to="/cases" className="row brand">
        <span className="brand-mark">
          <IconMark />
        </span>
        Caseledger
      </Link>
      <span className="grow" />
      <button type="button" className="button icon ghost" aria-label="Search or jump to" onClick={find}>
        <IconSearch />
      </button>
    </header>
  );
}

function Drawer({ close, children }: { close: () => void; children: React.ReactNode }) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => event.key === "Escape" && close();
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
  return (
    <>
      <div className="drawer-veil" onClick={close} />
      {children}
    </>
  );
}

/** The session ended under an open page: what was typed stays, and a new link brings one back. */
function SignedOut() {
  const out = useStore(signedOut);
  const known = useMe();
  if (!out || !known) return null;
  return (
    <div className="banner danger" role="alert">
      <span>Your session has ended. What you typed is still here.</span>
      <a href="/app/sign-in" target="_blank" rel="noreferrer">
        Sign in in another tab
      </a>
      <button type="button" onClick={() => signedOut.set(false)}>
        I have signed in
      </button>
    </div>
  );
}
