/** How far something has come. */
import { announce } from "../lib/announce";
import { useEffect } from "react";

export function Progress({ label, done, total }: { label: string; done: number; total: number | null }) {
  const percent = total ? Math.min(100, Math.floor((100 * done) / total)) : 0;
  const tenth = Math.floor(percent / 10) * 10;

  useEffect(() => {
    if (tenth) announce(`${label}: ${tenth} percent`); // every tenth, not every step
  }, [label, tenth]);

  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i style={{ width: `${percent}%` }} />
    </div>
  );
}
