/** One event of the firm’s log, and the way to the rest of its act. */
import { first } from "../../lib/search";
import { EventDrawer } from "../../ui/EventDrawer";
import { useAuditPlace } from "./place";

export default function AuditDrawer({ close }: { close: () => void }) {
  const { search, go } = useAuditPlace();
  return (
    <EventDrawer
      position={Number(first(search.event))}
      show={(position) => go({ event: String(position) })}
      close={close}
      act={({ correlation }) => (
        <p>
          <button type="button" className="link" onClick={() => go({ correlation, event: undefined })}>
            Show the whole act
          </button>
        </p>
      )}
    />
  );
}
