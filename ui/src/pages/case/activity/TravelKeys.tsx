/** The keys that go through time, on every tab; Esc returns to now. */
import { useKeys } from "../../../lib/hotkeys";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";
import { useTravel } from "./travel";

export function TravelKeys({ seen }: { seen: Seen }) {
  const { index, to } = useTravel(seen);
  const { go } = useCasePlace();
  useKeys([
    { key: "[", says: "Earlier in time", run: () => index > 0 && to(index - 1) },
    { key: "]", says: "Later in time", run: () => seen.past && to(index + 1) },
    { key: "escape", says: "Return to now", run: () => seen.past && go({ as_of: undefined }) },
  ]);
  return null;
}
