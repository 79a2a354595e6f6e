/** The boxes that select: one for each row, and one for all that were read. */
import { useRef } from "react";
import type { Record, Selecting } from "./parts";

/** Ticks all rows that were read; half when only some are. */
export function TickAll({ select }: { select: Selecting }) {
  return (
    <div role="columnheader" aria-colindex={1}>
      <label className="tick-cell">
        <input
          type="checkbox"
          className="tick"
          aria-label="Select the rows that were read"
          checked={select.page === "all"}
          ref={(box) => {
            if (box) box.indeterminate = select.page === "some";
          }}
          onChange={select.togglePage}
        />
      </label>
    </div>
  );
}

export function TickRow({ select, index, row }: { select: Selecting; index: number; row: Record }) {
  const ranging = useRef(false);
  return (
    <label className="tick-cell" onClick={(event) => (ranging.current = event.shiftKey)}>
      <input
        type="checkbox"
        className="tick"
        aria-label={`Select ${row.name}`}
        checked={select.has(row.id)}
        onChange={() => select.toggle(index, ranging.current)}
      />
    </label>
  );
}
