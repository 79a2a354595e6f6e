/** Around a list of cases as they were: which moment it is, and how far it is made. */
import "../../styles/pasts.css";
import { useEffect } from "react";
import type { Past } from "../../api/types";
import { clockOf, exact, int } from "../../lib/format";
import { useZone } from "../../lib/meta";
import { forget } from "../../lib/operations";
import { IconHistory } from "../../ui/icons";

export function PastBanner({ past, leave }: { past: Past | undefined; leave: () => void }) {
  const zone = useZone();
  return (
    <div className="banner warn past-banner" role="status">
      <IconHistory size={15} />
      <span>
        {past ? (
          <>
            Cases as they were on <b title={exact(past.at)}>{clockOf(zone, past.at)}</b>, position{" "}
            <span className="num">{int(past.position)}</span>. Editing is off.
          </>
        ) : (
          "Cases as they were. Editing is off."
        )}
      </span>
      <button type="button" onClick={leave}>
        Back to now
      </button>
    </div>
  );
}

export function useSeen(past: Past | undefined): void {
  const id = past && past.state !== "running" ? past.operation?.id : undefined;
  useEffect(() => {
    if (id) forget(id);
  }, [id]);
}
