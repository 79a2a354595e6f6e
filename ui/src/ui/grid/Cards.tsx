/** The rows as cards, where it is narrow. */
import type { Parts, Record } from "./parts";
import { TickRow } from "./Ticks";

export function Cards<Row extends Record>(props: Parts<Row>) {
  const { label, rows, pages, box, virtual, current, card, select } = props;
  return (
    <div
      ref={box}
      className={select?.size ? "grid selecting" : "grid"}
      role="region"
      aria-label={label}
      aria-busy={pages.isFetching}
      tabIndex={0}
    >
      <ul className="cards" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index];
          return (
            <li
              key={row?.id ?? "more"}
              className={cardLooks(index === current, Boolean(row && select?.has(row.id)))}
              style={{ top: start, height: size }}
            >
              <div className={select ? "card-row ticked" : "card-row"}>
                {row && select && <TickRow select={select} index={index} row={row} />}
                {row ? card(row) : <span className="dim">Loading more…</span>}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const cardLooks = (current: boolean, ticked: boolean): string | undefined =>
  [current && "current", ticked && "selected"].filter(Boolean).join(" ") || undefined;
