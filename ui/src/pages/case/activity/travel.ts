/** Going through the moments of a case. The newest one is now. */
import { useQuery } from "@tanstack/react-query";
import { momentsQuery } from "../../../api/reads";
import type { Moment } from "../../../api/types";
import { indexAt, placeOf } from "../../../lib/moments";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";

const NONE: Moment[] = [];

export interface Travel {
  moments: Moment[];
  /** The moment one stands at. */
  index: number;
  /** How many changes came after it. */
  later: number;
  to: (index: number) => void;
  busy: boolean;
}

export function useTravel(seen: Seen): Travel {
  const query = useQuery(momentsQuery(seen.id));
  const { go } = useCasePlace();
  const moments = query.data ?? NONE;
  const last = moments.length - 1;
  const position = seen.detail.as_of?.position;
  const index = seen.past && position !== undefined ? indexAt(moments, position) : last;
  return {
    moments,
    index,
    later: Math.max(0, last - index),
    to: (next) => go({ as_of: placeOf(moments, next) }),
    busy: query.isFetching,
  };
}
