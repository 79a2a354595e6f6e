/** People and keys. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function PeoplePage() {
  return (
    <>
      <TopOfPage title="People & keys" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
