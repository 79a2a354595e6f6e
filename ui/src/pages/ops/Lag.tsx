/** How far behind something is: in events, and since when. */
import { ago, exact, int, NOTHING } from "../../lib/format";

export function Lag({ lag, since }: { lag: number; since: string | null }) {
  if (!lag) return <>{NOTHING}</>;
  return (
    <>
      {int(lag)}
      {since && (
        <time className="dim small lag-since" dateTime={since} title={exact(since)}>
          since {ago(since)}
        </time>
      )}
    </>
  );
}
