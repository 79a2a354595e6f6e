/** What of the view that is looked through is retired, gone, or archived itself. */
import type { View } from "../../api/types";
import { count } from "../../lib/format";
import { MayButton } from "../../ui/MayButton";
import { about, permissionFor, useViewAct } from "./useViewActs";

export default function ViewDoubts({ view }: { view: View }) {
  const { mutate: act } = useViewAct();
  return (
    <>
      {view.archived && (
        <div className="banner warn" role="status">
          <span>The view {view.name} is archived.</span>
          <MayButton
            permission={permissionFor(view)}
            onClick={() => act({ name: about("restore", view), body: { view_id: view.id }, says: `Restored ${view.name}` })}
          >
            Restore
          </MayButton>
        </div>
      )}
      {view.doubts.length > 0 && (
        <div className="banner warn" role="status" aria-label={`${count(view.doubts.length, "thing")} to know of this view`}>
          <span>
            <b>{view.name}.</b> {view.doubts.join(" ")}
          </span>
        </div>
      )}
    </>
  );
}
