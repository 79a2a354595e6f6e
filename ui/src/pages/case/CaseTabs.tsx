/** The tabs of a case, with how much each holds. */
import { Tabs } from "../../ui/Tabs";
import { useCasePlace, type Tab } from "./place";
import type { Seen } from "./seen";

export const LABELS: Record<Tab, string> = {
  overview: "Overview",
  communications: "Communications",
  tasks: "Tasks",
  documents: "Documents",
  notes: "Notes",
  activity: "Activity",
};

export function CaseTabs({ seen }: { seen: Seen }) {
  const { tab, go } = useCasePlace();
  return (
    <Tabs label="Case" tabs={LABELS} tab={tab} counts={seen.detail.tabs} go={(next) => go({ tab: next })} />
  );
}
