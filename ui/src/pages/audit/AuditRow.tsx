/** One line of the log, with whom it is about; a long act is one line that opens. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Query } from "../../api/client";
import { logQuery } from "../../api/reads/history";
import type { Entry, LogPage } from "../../api/types";
import { count, int } from "../../lib/format";
import { IconDown } from "../../ui/icons";
import { IconCode, IconUp } from "../../ui/iconsOfPages";
import { More } from "../../ui/More";
import { ErrorNote, Loading } from "../../ui/States";
import { TimelineRow } from "../../ui/Timeline";
import { useAuditPlace } from "./place";

interface Props {
  entry: Entry;
  page: LogPage;
  asked: Query;
}

export function AuditRow({ entry, page, asked }: Props) {
  const [open, setOpen] = useState(false);
  const fold = page.folds?.find((each) => each.position === entry.position);
  const says = fold && `${count(fold.others, "more entry", "more entries")} of this act`;
  return (
    <li>
      <TimelineRow entry={entry} acts={<Stored entry={entry} />} />
      <div className="audit-about small">
        <About entry={entry} page={page} />
        {fold && (
          <button
            type="button"
            className="button small ghost"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? <IconUp size={13} /> : <IconDown size={13} />}
            {says}
          </button>
        )}
      </div>
      {open && <Act entry={entry} asked={asked} />}
    </li>
  );
}

function Stored({ entry }: { entry: Entry }) {
  const { go } = useAuditPlace();
  return (
    <button
      type="button"
      className="button small ghost"
      aria-label={`Show event ${entry.position}: why it happened and how it is stored`}
      onClick={() => go({ event: String(entry.position) })}
    >
      <IconCode size={14} />
      <span className="num">{int(entry.position)}</span>
    </button>
  );
}

function About({ entry, page }: { entry: Entry; page: LogPage }) {
  const about = page.subjects?.find((each) => each.id === entry.subject);
  if (!about) return null;
  const params = { id: about.id };
  return (
    <span className="ell">
      {about.kind === "case" ? (
        <Link to="/cases/$id" params={params} search={{}} className="link">
          {about.name}
        </Link>
      ) : (
        <Link to="/contacts/$id" params={params} search={{}} className="link">
          {about.name}
        </Link>
      )}{" "}
      {about.number && <span className="mono dim">{about.number}</span>}
    </span>
  );
}

/** The other entries of an act, as the filters let them through. */
function Act({ entry, asked }: { entry: Entry; asked: Query }) {
  const query = useInfiniteQuery(logQuery({ ...asked, correlation: entry.correlation }));
  const rows = query.data?.pages.flatMap((page) => page.entries.map((each) => ({ each, page }))) ?? [];
  return (
    <div className="audit-act" aria-busy={query.isFetching}>
      {query.isPending && <Loading lines={3} label="Loading the act" />}
      {query.isError && <ErrorNote what="The act could not be loaded." error={query.error} />}
      <ol className="timeline" aria-label="Entries of this act">
        {rows
          .filter(({ each }) => each.position !== entry.position)
          .map(({ each, page }) => (
            <li key={each.position}>
              <TimelineRow entry={each} acts={<Stored entry={each} />} />
              <div className="audit-about small">
                <About entry={each} page={page} />
              </div>
            </li>
          ))}
      </ol>
      <More query={query} small>Show more of this act</More>
    </div>
  );
}
