/** Further acts on a case. What is not allowed says which permission is missing. */
import { Menu } from "@mantine/core";
import { useState } from "react";
import { useMay } from "../../lib/meta";
import { IconArchive, IconHistory, IconMore, IconUndo } from "../../ui/icons";
import { LifeDialog } from "./LifeDialog";
import { useCasePlace } from "./place";
import type { Seen } from "./seen";

export function CaseMenu({ seen }: { seen: Seen }) {
  const [opened, setOpened] = useState(false);
  const [asking, setAsking] = useState<"archive" | "restore" | null>(null);
  const may = useMay("cases.archive");
  const { go } = useCasePlace();
  const { archived } = seen.present.case;
  const act = archived ? "restore" : "archive";
  const why = seen.past
    ? "Return to now first"
    : may
      ? undefined
      : "It takes the permission cases.archive";
  return (
    <>
      <Menu width={240} position="bottom-end" opened={opened} onChange={setOpened}>
        <Menu.Target>
          <button type="button" className="button icon" aria-label="More actions">
            <IconMore />
          </button>
        </Menu.Target>
        {opened && (
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconHistory size={14} />}
              onClick={() => go({ tab: "activity" })}
            >
              Look at the past
            </Menu.Item>
            <Menu.Item
              leftSection={archived ? <IconUndo size={14} /> : <IconArchive size={14} />}
              disabled={why !== undefined}
              title={why}
              onClick={() => setAsking(act)}
            >
              {archived ? "Restore…" : "Archive…"}
            </Menu.Item>
          </Menu.Dropdown>
        )}
      </Menu>
      {asking && <LifeDialog seen={seen} act={asking} close={() => setAsking(null)} />}
    </>
  );
}
