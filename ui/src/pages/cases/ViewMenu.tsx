/** The button that says which view is looked through, and opens the others. */
import { Popover } from "@mantine/core";
import { useState } from "react";
import { useLater } from "../../lib/later";
import { IconDown, IconView } from "../../ui/icons";
import type { CaseList } from "./useCaseList";

export function ViewMenu({ list }: { list: CaseList }) {
  const [open, setOpen] = useState(false);
  const [Views, want] = useLater(() => import("./Views"));
  const { view } = list.viewed;
  const name = view?.name ?? "All cases";
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus width={300}>
      <Popover.Target>
        <button
          type="button"
          className="button small ghost view-button"
          aria-haspopup="dialog"
          aria-label={`View: ${name}`}
          onClick={() => void want().then(() => setOpen(!open))}
        >
          <IconView size={14} />
          <span className="ell">{name}</span>
          <IconDown size={13} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label="Views">
        {open && Views && <Views list={list} close={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}
