/** Turning time back: one dot for each change, a slider over them, and a field for any moment. */
import { lazy, Suspense, useEffect, useState, type CSSProperties } from "react";
import { exact, int } from "../../../lib/format";
import { fromLocalInput, indexBy, localInput, placeInPercent } from "../../../lib/moments";
import { toast } from "../../../lib/toasts";
import { pair } from "../../../ui/Chips";
import { IconHistory } from "../../../ui/icons";
import { lookOf } from "../../../ui/Timeline";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";
import { useTravel, type Travel } from "./travel";

const Compare = lazy(() => import("./Compare"));

export function TimeTravel({ seen }: { seen: Seen }) {
  const travel = useTravel(seen);
  const { search, go } = useCasePlace();
  const { moments, index } = travel;
  const [dragged, drag] = useDragged(travel);
  const at = dragged ?? index;
  const here = moments[at];
  return (
    <section className={seen.past ? "travel card past" : "travel card"} aria-label="Time travel">
      <div className="row wrap">
        <IconHistory />
        <b>{seen.past ? "As of" : "Now"}</b>
        <span className="grow num">
          {here && `change ${int(at + 1)} of ${int(moments.length)} · ${exact(here.at)}`}
          {!here && moments.length > 0 && "before the first change"}
        </span>
        <DateField travel={travel} />
        <button
          type="button"
          className="button small"
          disabled={index <= 0}
          title="Earlier ( [ )"
          onClick={() => travel.to(index - 1)}
        >
          Earlier
        </button>
        <button
          type="button"
          className="button small"
          disabled={!seen.past}
          title="Later ( ] )"
          onClick={() => travel.to(index + 1)}
        >
          Later
        </button>
        <button
          type="button"
          className="button small"
          disabled={moments.length < 2}
          onClick={() => go({ compare: "" + (moments[Math.max(0, at - 1)]?.position ?? "") })}
        >
          Compare…
        </button>
      </div>
      <Slider travel={travel} at={at} drag={drag} />
      <Suspense>{search.compare && <Compare seen={seen} moments={moments} />}</Suspense>
    </section>
  );
}

const SETTLE_MS = 140;

/** While the slider moves, the page waits; when it rests, the page goes there. */
function useDragged({ index, to }: Travel): [number | null, (next: number) => void] {
  const [dragged, setDragged] = useState<number | null>(null);
  useEffect(() => {
    if (dragged === null) return;
    const timer = setTimeout(() => (dragged === index ? setDragged(null) : to(dragged)), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [dragged, index]);
  return [dragged, setDragged];
}

const MOST_DOTS = 240;

function Slider({ travel, at, drag }: { travel: Travel; at: number; drag: (to: number) => void }) {
  const { moments } = travel;
  if (moments.length < 2) return null;
  const every = Math.ceil(moments.length / MOST_DOTS); // more would only be a line
  const here = moments[at];
  const percent = placeInPercent(Math.max(0, at), moments.length);
  return (
    <div className="travel-track" style={{ "--place": `${percent}%` } as CSSProperties}>
      {moments.map((moment, i) =>
        i % every && i !== at ? null : (
          <i
            key={moment.position}
            aria-hidden
            className={i === at ? "here" : i > at ? "after" : undefined}
            style={{
              left: `${placeInPercent(i, moments.length)}%`,
              ...pair(lookOf(moment.category).colour),
            }}
          />
        ),
      )}
      <input
        type="range"
        aria-label="Show the case as of change number"
        min={0}
        max={moments.length - 1}
        value={Math.max(0, at)}
        aria-valuetext={here ? `${at + 1} of ${moments.length}, ${exact(here.at)}: ${here.says}` : ""}
        onChange={(event) => drag(Number(event.target.value))}
      />
    </div>
  );
}

function DateField({ travel }: { travel: Travel }) {
  const { moments, to } = travel;
  const at = travel.at ? localInput(travel.at) : "";
  const [text, setText] = useState(at);
  useEffect(() => setText(at), [at]);

  const visit = () => {
    if (!text || text === at || Number.isNaN(Date.parse(text))) return;
    const index = indexBy(moments, fromLocalInput(text));
    if (index < 0) {
      setText(at);
      toast({ id: "travel", message: "This case was not there yet at that moment." });
    } else {
      to(index);
    }
  };

  return (
    <input
      type="datetime-local"
      step={1}
      className="input travel-date"
      aria-label="Show the case as of"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={visit}
      onKeyDown={(event) => event.key === "Enter" && visit()}
    />
  );
}
