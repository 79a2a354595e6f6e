/** The further acts on a thing, behind three dots; what cannot be done says why. */
import { Menu } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { IconMore } from "./icons";

export interface Act {
  label: string;
  icon?: ReactNode;
  run: () => void;
  /** Why it cannot be done now, in a sentence. */
  why?: string;
}

export function ActsMenu({ label, acts }: { label: string; acts: Act[] }) {
  const [opened, setOpened] = useState(false);
  return (
    <Menu width={240} position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <button type="button" className="button small icon ghost" aria-label={label}>
          <IconMore size={15} />
        </button>
      </Menu.Target>
      {opened && (
        <Menu.Dropdown>
          {acts.map(({ label: said, icon, run, why }) => (
            <Menu.Item key={said} leftSection={icon} disabled={why !== undefined} title={why} onClick={run}>
              {said}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      )}
    </Menu>
  );
}
