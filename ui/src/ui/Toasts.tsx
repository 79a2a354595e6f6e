/** The toasts: read out as they come, and never taken away from under a hand or a focus. */
import { useEffect, useState } from "react";
import { announced } from "../lib/announce";
import { useStore } from "../lib/store";
import { dismiss, toasts, type Toast } from "../lib/toasts";
import { IconClose } from "./icons";

const LASTS_MS = 7000;

export function Toasts() {
  const all = useStore(toasts);
  const said = useStore(announced);
  return (
    <>
      <section className="toasts" aria-label="News">
        <div role="status" aria-live="polite" className="stack">
          {all.map((each) => (
            <ToastCard key={each.id} toast={each} />
          ))}
        </div>
      </section>
      <div className="sr" role="status" aria-live="polite">
        {said}
      </div>
    </>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  const stays = toast.stays || held;

  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => dismiss(toast.id), LASTS_MS);
    return () => clearTimeout(timer);
  }, [stays, toast]);

  return (
    <div
      className={`toast ${toast.tone ?? ""} ${toast.stays ? "stays" : ""}`}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
    >
      <div className="grow">
        {toast.title && <b>{toast.title}</b>}
        <div>{toast.message}</div>
      </div>
      <div className="actions">
        {toast.actions?.map((action) => (
          <button
            key={action.label}
            type="button"
            className={`button small ${action.main ? "main" : ""}`}
            onClick={action.run}
          >
            {action.label}
          </button>
        ))}
        <button
          type="button"
          className="button small icon ghost"
          aria-label="Dismiss"
          onClick={() => dismiss(toast.id)}
        >
          <IconClose size={13} />
        </button>
      </div>
    </div>
  );
}
