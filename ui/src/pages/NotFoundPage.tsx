/** An address that leads nowhere. */
import { Link } from "@tanstack/react-router";
import { useTitle } from "../lib/place";
import { Empty } from "../ui/States";

export function NotFoundPage() {
  useTitle("Not found");
  return (
    <Empty
      title="There is no such page"
      action={
        <Link to="/cases" className="button">
          Go to cases
        </Link>
      }
    >
      The address leads nowhere. It may be misspelt.
    </Empty>
  );
}
