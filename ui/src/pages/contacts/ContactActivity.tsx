/** What happened to a contact. */
import { History } from "../../ui/History";

export function ContactActivity({ id }: { id: string }) {
  return (
    <section className="fact-group">
      <h2>Activity</h2>
      <History of="contact" id={id} />
    </section>
  );
}
