/** A button that opens a layer, what is in it being loaded when it is first wanted. */
import { Popover } from "@mantine/core";
import { useEffect, useState, type ComponentType, type ReactNode } from "react";

interface Props<P> {
  /** What the layer is called, and the button, where that is not what stands on it. */
  layer: string;
  label?: string;
  className?: string;
  at?: "bottom-start" | "bottom-end";
  width?: number;
  load: () => Promise<{ default: ComponentType<P> }>;
  part: (close: () => void) => P;
  /** Where others open it, too. */
  held?: [boolean, (open: boolean) => void];
  /** What stands on the button. */
  children: ReactNode;
}

export function Opener<P extends object>(props: Props<P>) {
  const { layer, label, className = "ghost", at = "bottom-end", width, load, part, children } = props;
  const own = useState(false);
  const [open, setOpen] = props.held ?? own;
  const [Part, setPart] = useState<ComponentType<P>>();
  useEffect(() => {
    if (open) void load().then(({ default: it }) => setPart(() => it));
  }, [open]);
  // It opens when all is there: what traps the focus finds it.
  const opened = open && Part !== undefined;
  return (
    <Popover {...{ opened, width }} onChange={setOpen} position={at} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={`button small ${className}`}
          aria-haspopup="dialog"
          aria-label={label}
          onClick={() => setOpen(!open)}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6} data-layer aria-label={layer}>
        {opened && <Part {...part(() => setOpen(false))} />}
      </Popover.Dropdown>
    </Popover>
  );
}
