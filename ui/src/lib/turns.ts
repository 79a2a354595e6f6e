/** Saves of one record go one after another, and know which newer versions are one's own.
 *
 * Tab saves a field and goes on to the next, which was begun at a version that the first save has
 * left behind. Only somebody else's change is a conflict, so a version is followed through one's own.
 */
import type { Receipt } from "../api/types";

const own = new Map<string, number>();
const turns = new Map<string, Promise<unknown>>();

const key = (id: string, version: number): string => `${id} ${version}`;

/** The version that `seen` has become by one's own saves alone. */
export function followed(id: string, seen: number): number {
  let version = seen;
  for (let next = own.get(key(id, version)); next !== undefined; next = own.get(key(id, version))) {
    version = next;
  }
  return version;
}

/** Saves when the saves before it are done, with the version to expect. */
export function inTurn(
  id: string,
  seen: number,
  save: (version: number) => Promise<Receipt>,
): Promise<Receipt> {
  const before = turns.get(id) ?? Promise.resolve();
  const mine = before.then(async () => {
    const version = followed(id, seen);
    const receipt = await save(version);
    if (receipt.version > version) own.set(key(id, version), receipt.version);
    return receipt;
  });
  const settled = mine.catch(() => undefined); // the next save does not fail for this one
  turns.set(id, settled);
  return mine;
}
