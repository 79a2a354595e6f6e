/** What a press on the head of a column sorts by. */

/** A column's own direction first (numbers and times downwards), then the other way round. */
export function nextSort({ id, right }: { id: string; right: boolean }, sort: string): string {
  const [up, down] = [id, `-${id}`];
  if (sort === down) return up;
  if (sort === up) return down;
  return right ? down : up;
}
