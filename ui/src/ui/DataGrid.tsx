/** A list of records as a grid or, where it is narrow, as cards.
 *
 * Only the rows in view are in the document, however many were read. The keyboard walks them; the
 * next page is asked for before the end is reached; Back returns to the same place.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import "../styles/bulk.css";
import { useCards } from "../lib/media";
import { placeOf } from "../lib/places";
import { Cards } from "./grid/Cards";
import { Foot } from "./grid/Foot";
import { CARD, COMPACT, ROW, type GridProps, type Record } from "./grid/parts";
import { useNextPage, usePlace } from "./grid/reading";
import { Grid } from "./grid/Rows";
import { useCursor } from "./grid/useCursor";

export function DataGrid<Row extends Record>(props: GridProps<Row>) {
  const { rows, pages, question, compact } = props;
  const cards = useCards();
  const box = useRef<HTMLDivElement>(null);
  const height = cards ? CARD : compact ? COMPACT : ROW;

  const virtual = useVirtualizer({
    count: rows.length + (pages.hasNextPage ? 1 : 0),
    getScrollElement: () => box.current,
    estimateSize: () => height,
    initialOffset: () => placeOf(question),
    overscan: 10,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  useNextPage(pages, rows.length, virtual);
  usePlace(question, virtual);
  const [current, setCurrent] = useCursor(props, (index) => virtual.scrollToIndex(index));

  const parts = { ...props, box, virtual, current, setCurrent };
  return (
    <>
      {cards ? <Cards {...parts} /> : <Grid {...parts} />}
      <Foot {...props} virtual={virtual} />
    </>
  );
}
