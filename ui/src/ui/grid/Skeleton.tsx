/** A grid that has nothing to show yet. */
import { COMPACT, ROW, tracks, type Column } from "./parts";

const SKELETONS = 14;

/** Fourteen rows where rows will stand: for a first load only. */
export function GridSkeleton<Row>(props: {
  label: string;
  columns: Column<Row>[];
  compact?: boolean;
  ticks?: boolean;
}) {
  const height = props.compact ? COMPACT : ROW;
  return (
    <div
      className="grid"
      style={tracks(props.columns, Boolean(props.ticks))}
      role="status"
      aria-busy="true"
      aria-label={`Loading ${props.label.toLowerCase()}`}
    >
      {Array.from({ length: SKELETONS }, (_, i) => (
        <div key={i} className="grid-row" aria-hidden style={{ top: 33 + i * height, height }}>
          {props.ticks && <div />}
          {props.columns.map((column) => (
            <div key={column.id}>
              <div
                className="skeleton"
                style={{ width: `${45 + ((i * 37 + column.id.length * 13) % 45)}%` }}
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
