/** The button that opens the columns of a list. */
import { Popover } from "@mantine/core";
import { useState } from "react";
import { useLater } from "../lib/later";
import type { Props } from "./Columns";
import { IconColumns } from "./icons";

export function ColumnChooser(props: Props) {
  const [open, setOpen] = useState(false);
  const [Columns, want] = useLater(() => import("./Columns"));
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="button small ghost"
          aria-haspopup="dialog"
          onClick={() => void want().then(() => setOpen(!open))}
        >
          <IconColumns size={15} />
          Columns
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Columns">
        {Columns && <Columns {...props} />}
      </Popover.Dropdown>
    </Popover>
  );
}
