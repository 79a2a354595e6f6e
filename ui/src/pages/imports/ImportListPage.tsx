/** The imports so far. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function ImportListPage() {
  return (
    <>
      <TopOfPage title="Imports" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
