/** One case: its header, tabs and rail. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function CasePage() {
  return (
    <>
      <TopOfPage title="Case" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
