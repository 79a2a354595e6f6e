/** What must be known before reading on: this is the past, this is archived, something is needed. */
import { useState } from "react";
import { exact } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { IconHistory } from "../../ui/icons";
import { ArchivedBanner, Stale } from "../../ui/States";
import { useTravel } from "./activity/travel";
import { TravelKeys } from "./activity/TravelKeys";
import { LifeDialog } from "./LifeDialog";
import { useCasePlace } from "./place";
import type { Seen } from "./seen";

export function CaseBanners({ seen }: { seen: Seen }) {
  const { go } = useCasePlace();
  const [restoring, setRestoring] = useState(false);
  const mayRestore = useMay("cases.archive");
  const { at } = useTravel(seen);
  return (
    <>
      <TravelKeys seen={seen} />
      {seen.past && (
        <div className="banner warn" role="status">
          <IconHistory size={15} />
          <span>
            You are looking at this case as it was on <b>{at ? exact(at) : "that day"}</b>.
            Editing is off.
          </span>
          <button type="button" onClick={() => go({ as_of: undefined })}>
            Return to now
          </button>
        </div>
      )}
      {!seen.past && seen.present.case.archived && (
        <ArchivedBanner restore={mayRestore ? () => setRestoring(true) : undefined} />
      )}
      {seen.detail.stale && !seen.past && (
        <div className="case-stale">
          <Stale when />
        </div>
      )}
      {restoring && <LifeDialog seen={seen} act="restore" close={() => setRestoring(false)} />}
    </>
  );
}
