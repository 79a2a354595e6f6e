/** A type of case and the status that its cases take: “Personal Injury → Settled”. */
import "../../styles/byType.css";
import type { Bulk } from "../../api/types";
import { StatusChip } from "../../ui/Chips";

export type OfType = Bulk["by_type"][number];

export function Takes({ of: { type, name, status } }: { of: OfType }) {
  return (
    <span className="takes">
      {name}{" "}
      {status && (
        <span>
          <span className="dim" aria-hidden>
            →
          </span>
          <span className="sr">takes </span>
          <StatusChip status={status} type={type} />
        </span>
      )}
    </span>
  );
}
