/** Activity: everything that happened to the case and its contacts, and the way back through it. */
import type { Seen } from "../seen";
import { ActivityFilters } from "./ActivityFilters";
import { ActivityList } from "./ActivityList";
import { TimeTravel } from "./TimeTravel";

export default function Activity({ seen }: { seen: Seen }) {
  return (
    <>
      <TimeTravel seen={seen} />
      <ActivityFilters seen={seen} />
      <ActivityList seen={seen} />
    </>
  );
}
