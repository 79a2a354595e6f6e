/** One import, step by step. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function ImportPage() {
  return (
    <>
      <TopOfPage title="Import" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
