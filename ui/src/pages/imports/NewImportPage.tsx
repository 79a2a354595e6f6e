/** The first step of an import: choose the file. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function NewImportPage() {
  return (
    <>
      <TopOfPage title="New import" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
