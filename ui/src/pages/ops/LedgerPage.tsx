/** The ledger and what follows it. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function LedgerPage() {
  return (
    <>
      <TopOfPage title="Ledger & operations" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
