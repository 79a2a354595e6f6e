/** One event of the case, with the rest of its act. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { activityQuery, firmActivityQuery } from "../../../api/reads/history";
import type { Entry } from "../../../api/types";
import { count } from "../../../lib/format";
import { useMay } from "../../../lib/meta";
import { first } from "../../../lib/search";
import { EventDrawer, EventLines } from "../../../ui/EventDrawer";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";

export default function CaseEvent({ seen }: { seen: Seen }) {
  const { search, go } = useCasePlace();
  return (
    <EventDrawer
      position={Number(first(search.event))}
      type={seen.present.case.type}
      show={(position) => go({ event: String(position) })}
      close={() => go({ event: undefined })}
      act={(entry) => <SameAct seen={seen} entry={entry} />}
    />
  );
}

/** All events of one act, such as an import: of the firm for who may see it, else of this case. */
function SameAct({ seen, entry }: { seen: Seen; entry: Entry }) {
  const wide = useMay("audit.read");
  const { go } = useCasePlace();
  const { correlation } = entry;
  const firm = useQuery({ ...firmActivityQuery({ correlation }), enabled: wide });
  const own = useInfiniteQuery({
    ...activityQuery("case", seen.id, { correlation }),
    enabled: !wide,
  });
  const page = wide ? firm.data : own.data?.pages[0];
  const others = page?.entries.filter((each) => each.position !== entry.position) ?? [];
  const more = page?.next ? " and more" : "";
  return (
    <section aria-label="The same act" aria-busy={firm.isFetching || own.isFetching}>
      <h2>The same act</h2>
      {page && (
        <p className="dim">
          {others.length ? `${count(others.length, "other event")}${more}.` : "No other event."}{" "}
          {others.length > 0 && (
            <button
              type="button"
              className="link"
              onClick={() => go({ tab: "activity", correlation, event: undefined })}
            >
              Show them in Activity
            </button>
          )}
        </p>
      )}
      <EventLines entries={others.slice(0, 8)} show={(position) => go({ event: String(position) })} />
    </section>
  );
}
