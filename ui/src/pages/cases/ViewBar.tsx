/** The view that is looked through, whether it was changed, and what may be done about that. */
import "../../styles/views.css";
import { lazy, Suspense, useState } from "react";
import { MayButton } from "../../ui/MayButton";
import type { CaseList } from "./useCaseList";
import { ViewMenu } from "./ViewMenu";

const ViewActs = lazy(() => import("./ViewActs"));
const ViewDialog = lazy(() => import("./ViewDialog"));
const ViewDoubts = lazy(() => import("./ViewDoubts"));
const ShareDialog = lazy(() => import("./ShareDialog"));

export type Asks = "save" | "rename" | "share" | null;

export function ViewBar({ list }: { list: CaseList }) {
  const [asks, setAsks] = useState<Asks>(null);
  const { view } = list.viewed;
  const close = () => setAsks(null);
  return (
    <>
      <ViewMenu list={list} />
      <Suspense>{view && <ViewActs list={list} it={view} ask={setAsks} />}</Suspense>
      {!view && list.changed && (
        <MayButton permission="views.edit" className="button small ghost" onClick={() => setAsks("save")}>
          Save view
        </MayButton>
      )}
      <Suspense>
        {asks === "save" && <ViewDialog list={list} close={close} />}
        {asks === "rename" && view && <ViewDialog list={list} it={view} close={close} />}
        {asks === "share" && view && <ShareDialog it={view} close={close} />}
      </Suspense>
    </>
  );
}

export function Doubts({ list }: { list: CaseList }) {
  const { view } = list.viewed;
  return <Suspense>{view && (view.archived || view.doubts.length > 0) && <ViewDoubts view={view} />}</Suspense>;
}
