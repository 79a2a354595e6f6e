/** Types of case and fields. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function CaseTypesPage() {
  return (
    <>
      <TopOfPage title="Case types & fields" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
