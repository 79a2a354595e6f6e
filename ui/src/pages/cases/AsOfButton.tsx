/** Cases as they were: at the end of a month, a quarter or a year, at hand, or at any moment. */
import "../../styles/pasts.css";
import { Popover } from "@mantine/core";
import { useState } from "react";
import { useLater } from "../../lib/later";
import { IconHistory } from "../../ui/icons";
import type { Props } from "./Moments";

export function AsOfButton({ shown, go }: Props) {
  const [open, setOpen] = useState(false);
  const [Moments, want] = useLater(() => import("./Moments"));
  const leave = (position: string) => {
    setOpen(false);
    go(position);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="button small ghost"
          aria-haspopup="dialog"
          onClick={() => void want().then(() => setOpen(!open))}
        >
          <IconHistory size={15} />
          As of…
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6} data-layer aria-label="Cases as they were">
        {open && Moments && <Moments shown={shown} go={leave} />}
      </Popover.Dropdown>
    </Popover>
  );
}
