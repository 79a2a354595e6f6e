/** A removal sets off a change in bulk: its progress is shown to whoever removed. */
import { useMe } from "../../lib/meta";
import { followNext } from "../../lib/operations";

/** Call it before the removal is told, for the change may be faster than the answer. */
export function useMoving(): () => () => void {
  const me = useMe()?.person?.id;
  return () => followNext(({ kind, by }) => kind === "bulk" && by === me);
}
