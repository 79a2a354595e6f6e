/** The contacts. */
import { Empty } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function ContactListPage() {
  return (
    <>
      <TopOfPage title="Contacts" />
      <Empty title="Not here yet">This page is being built.</Empty>
    </>
  );
}
