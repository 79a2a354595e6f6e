/** The cases. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function CaseListPage() {
  return (
    <>
      <TopOfPage title="Cases" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
