/** One entry with what may be done from it: see the case then, see the stored event, take it back. */
import { lazy, Suspense, useState } from "react";
import type { Entry } from "../../../api/types";
import { exact, int } from "../../../lib/format";
import { reversalOf } from "../../../lib/revert";
import { IconHistory, IconUndo } from "../../../ui/icons";
import { IconCode } from "../../../ui/iconsOfPages";
import { TimelineRow } from "../../../ui/Timeline";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";
import type { Density } from "./ActivityFilters";

const RevertDialog = lazy(() => import("./RevertDialog"));

interface Props {
  seen: Seen;
  entry: Entry;
  density: Density;
}

export function ActivityRow({ seen, entry, density }: Props) {
  const { go } = useCasePlace();
  const [reverting, setReverting] = useState(false);
  const back = seen.locked ? null : reversalOf(entry, seen.present.case);
  const acts = (
    <>
      <button
        type="button"
        className="button small ghost"
        aria-label={`View the case as of ${exact(entry.at)}`}
        onClick={() => go({ as_of: String(entry.position) })}
      >
        <IconHistory size={14} />
        <span className="wide-only">View as of</span>
      </button>
      {back && (
        <button
          type="button"
          className="button small icon ghost"
          aria-label="Revert this change"
          title="Revert this change"
          onClick={() => setReverting(true)}
        >
          <IconUndo size={14} />
        </button>
      )}
      <button
        type="button"
        className="button small icon ghost"
        aria-label={`Show event ${entry.position} as it is stored`}
        title="Show the event as it is stored"
        onClick={() => go({ event: String(entry.position) })}
      >
        <IconCode size={14} />
      </button>
    </>
  );
  return (
    <>
      <TimelineRow
        entry={entry}
        diffs={density !== "lines"}
        type={seen.present.case.type}
        acts={acts}
      />
      {density === "all" && <Stored entry={entry} />}
      <Suspense>
        {reverting && back && (
          <RevertDialog seen={seen} entry={entry} back={back} close={() => setReverting(false)} />
        )}
      </Suspense>
    </>
  );
}

/** The fullest density: where and how the entry is stored. */
function Stored({ entry }: { entry: Entry }) {
  const { go } = useCasePlace();
  return (
    <p className="entry-stored dim small">
      <span className="mono">{entry.kind}</span> · position {int(entry.position)} · version{" "}
      {int(entry.version)} · {exact(entry.at)} ·{" "}
      <button type="button" className="link" onClick={() => go({ correlation: entry.correlation })}>
        the whole act
      </button>
    </p>
  );
}
