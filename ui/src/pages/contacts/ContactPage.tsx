/** One contact. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function ContactPage() {
  return (
    <>
      <TopOfPage title="Contact" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
