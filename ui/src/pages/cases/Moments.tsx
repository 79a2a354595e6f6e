/** The moments to choose from: ends of months, those at hand, and any other. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { pastsQuery } from "../../api/reads/cases";
import type { Past } from "../../api/types";
import { clockOf, count, day, int, todayIn } from "../../lib/format";
import { useMay, useZone } from "../../lib/meta";
import { pastDays } from "../../lib/pastDays";
import { useAskPast, useLetGoOfPast } from "../../lib/pasts";
import { FormErrors, OtherErrors } from "../../ui/errors";
import { IconClose } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";

export interface Props {
  /** The moment that is shown; none: it is now. */
  shown: string | undefined;
  /** Goes to the past at this position. */
  go: (position: string) => void;
}

export default function Moments({ shown, go }: Props) {
  const may = useMay("cases.past");
  const kept = useQuery(pastsQuery).data ?? [];
  const ask = useAskPast();
  const asked = (as_of: string) =>
    ask.mutate(as_of, { onSuccess: ({ position }) => go(String(position)) });
  return (
    <div className="stack as-of" aria-busy={ask.isPending}>
      {may && <Days ask={asked} busy={ask.isPending} />}
      {kept.length > 0 && (
        <div className="picker" role="group" aria-label="At hand">
          <div className="picker-group">At hand</div>
          {kept.map((each) => (
            <Kept key={each.position} past={each} shown={shown} go={go} />
          ))}
        </div>
      )}
      <OtherErrors errors={new FormErrors(ask.error)} />
      {may ? (
        <AnyMoment ask={asked} busy={ask.isPending} />
      ) : (
        <p className="dim small">
          {kept.length ? "Other moments are asked for with" : "No moment is at hand. It takes"} the
          permission cases.past{kept.length ? "" : " to ask for one"}.
        </p>
      )}
    </div>
  );
}

interface Asking {
  ask: (as_of: string) => void;
  busy: boolean;
}

function Days({ ask, busy }: Asking) {
  const today = todayIn(useZone());
  return (
    <div className="picker">
      {pastDays(today).map((each, index) => (
        <button
          key={each.label}
          type="button"
          className="nav"
          data-autofocus={index === 0 || undefined}
          disabled={busy}
          onClick={() => ask(each.day)}
        >
          {each.label}
          <span className="num">{day(each.day)}</span>
        </button>
      ))}
    </div>
  );
}

function Kept({ past, shown, go }: Props & { past: Past }) {
  const zone = useZone();
  const letGo = useLetGoOfPast();
  const when = clockOf(zone, past.at);
  return (
    <div className="as-of-row">
      <button
        type="button"
        className="nav"
        aria-current={shown === String(past.position) || undefined}
        title={`Position ${int(past.position)}`}
        onClick={() => go(String(past.position))}
      >
        <span className="ell">{when}</span>
        <span className="num">{past.cases === null ? IS[past.state] : count(past.cases, "case")}</span>
      </button>
      <MayButton
        permission="cases.past"
        className="button small icon ghost"
        aria-label={`Let go of ${when}`}
        disabled={letGo.isPending}
        onClick={() => letGo.mutate(past.position)}
      >
        <IconClose size={14} />
      </MayButton>
    </div>
  );
}

const IS: Record<Past["state"], string> = {
  running: "being made",
  ready: "",
  stopped: "stopped",
  failed: "failed",
  gone: "",
};

function AnyMoment({ ask, busy }: Asking) {
  const [date, setDate] = useState("");
  const [time, setTime] = useState("");
  return (
    <form
      className="stack as-of-form"
      onSubmit={(event) => {
        event.preventDefault();
        ask(time ? `${date}T${time}` : date);
      }}
    >
      <div className="row">
        <label className="stack grow">
          <span className="small dim">Day</span>
          <input
            type="date"
            className="input"
            required
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
        </label>
        <label className="stack">
          <span className="small dim">Time</span>
          <input
            type="time"
            className="input"
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
        </label>
      </div>
      <p className="dim small">
        By your firm’s clock; without a time, the end of the day. That you asked is put on record.
      </p>
      <button type="submit" className="button small main" disabled={!date || busy}>
        {busy ? "Asking…" : "Show cases as of then"}
      </button>
    </form>
  );
}
