/** An address that leads nowhere. */
import { Link } from "@tanstack/react-router";
import { useTitle } from "../lib/place";

export function NotFoundPage() {
  useTitle("Not found");
  return (
    <main className="sign-in">
      <div className="card sign-in-card">
        <h1>There is no such page</h1>
        <p>The address leads nowhere. It may be misspelt.</p>
        <Link to="/cases" className="button">
          Go to cases
        </Link>
      </div>
    </main>
  );
}
