/** Going through the moments of a case. The newest one is now. */
import { useQuery } from "@tanstack/react-query";
import { momentsQuery } from "../../../api/reads/cases";
import type { Moment } from "../../../api/types";
import { indexAt, placeOf } from "../../../lib/moments";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";

const NONE: Moment[] = [];

export interface Travel {
  moments: Moment[];
  /** The moment one stands at. */
  index: number;
  /** When it was, where one looks at the past. */
  at: string | undefined;
  /** How many changes came after it. */
  later: number;
  to: (index: number) => void;
  busy: boolean;
}

export function useTravel(seen: Seen): Travel {
  const query = useQuery(momentsQuery(seen.id));
  const { go, asOf } = useCasePlace();
  const moments = query.data ?? NONE;
  const last = moments.length - 1;
  // A position says by itself where one stands, also while that moment is still being asked for.
  const said = asOf !== undefined && /^\d+$/.test(asOf);
  const position = said ? Number(asOf) : seen.detail.as_of?.position;
  const index = seen.past && position !== undefined ? indexAt(moments, position) : last;
  return {
    moments,
    index,
    at: seen.past ? ((said ? moments[index]?.at : undefined) ?? seen.detail.as_of?.at) : undefined,
    later: Math.max(0, last - index),
    to: (next) => go({ as_of: placeOf(moments, next) }),
    busy: query.isFetching,
  };
}
