/** The keys of the screen that is open, and the switch that turns single keys off. */
import { Modal } from "@mantine/core";
import { keysOff, keysShown, turnKeys } from "../lib/hotkeys";
import { useStore } from "../lib/store";
import { Tick } from "./Fields";

const EVERYWHERE = [
  { key: "⌘K / Ctrl-K", says: "Search or jump to" },
  { key: "Esc", says: "Close the top layer" },
];

const NAMES: Record<string, string> = {
  arrowdown: "↓",
  arrowup: "↑",
  enter: "Enter",
  escape: "Esc",
};

const nameOf = (key: string): string => {
  if (key.startsWith("shift+")) return key.slice(6).toUpperCase();
  return NAMES[key] ?? key;
};

export default function KeyHelp({ close }: { close: () => void }) {
  const screens = useStore(keysShown);
  const off = useStore(keysOff);
  const keys = [...screens.flat().map(({ key, says }) => ({ key: nameOf(key), says })), ...EVERYWHERE];
  return (
    <Modal opened onClose={close} title="Keys of this page" size={420}>
      <div className="stack">
        <dl className="stack" style={{ gap: 6, margin: 0 }}>
          {keys.map(({ key, says }) => (
            <div key={key} className="pairs">
              <dt>{says}</dt>
              <dd style={{ margin: 0 }}>
                <kbd>{key}</kbd>
              </dd>
            </div>
          ))}
        </dl>
        <Tick label="Single-key shortcuts" checked={!off} onChange={turnKeys} />
        <p className="dim small">Every key has a button too. Keys are off while you type.</p>
      </div>
    </Modal>
  );
}
