/** How far something has come; `quiet` where another one says it aloud. */
import { announce } from "../lib/announce";
import { useEffect } from "react";

interface Props {
  label: string;
  done: number;
  total: number | null;
  quiet?: boolean;
}

export function Progress({ label, done, total, quiet }: Props) {
  const percent = total ? Math.min(100, Math.floor((100 * done) / total)) : 0;
  const tenth = Math.floor(percent / 10) * 10;

  useEffect(() => {
    if (tenth && !quiet) announce(`${label}: ${tenth} percent`); // every tenth, not every step
  }, [label, tenth, quiet]);

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
