/** The notes of a case: written, revised, hidden; every version is kept by the ledger. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { notesQuery } from "../../../api/reads/cases";
import { count } from "../../../lib/format";
import { useMay } from "../../../lib/meta";
import { first } from "../../../lib/search";
import { IconNote } from "../../../ui/iconsOfPages";
import { More } from "../../../ui/More";
import { Empty, ErrorNote, Loading, Stale } from "../../../ui/States";
import { Today } from "../CaseRail";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";
import { NoteCard } from "./NoteCard";
import { WriteNote } from "./WriteNote";

export default function Notes({ seen }: { seen: Seen }) {
  const query = useInfiniteQuery(notesQuery(seen.id));
  const may = useMay("notes.write");
  const { search } = useCasePlace();
  const [withHidden, setWithHidden] = useState(false);
  const notes = query.data?.pages.flatMap((page) => page.notes) ?? [];
  const hidden = notes.filter((each) => each.hidden).length;
  const shown = withHidden ? notes : notes.filter((each) => !each.hidden);
  const locked = seen.past || seen.present.case.archived || !may;

  return (
    <section className="notes" aria-label="Notes" aria-busy={query.isFetching}>
      {seen.past && (
        <p className="case-note">
          <Today /> The notes stand here as they are now.
        </p>
      )}
      {!locked && <WriteNote id={seen.id} begun={first(search.write) === "1"} />}
      <Stale when={query.data?.pages.some((page) => page.stale)} />
      {query.isError && (
        <ErrorNote
          what="The notes could not be loaded."
          error={query.error}
          retry={() => void query.refetch()}
        />
      )}
      {query.isPending && <Loading lines={4} />}
      {query.data && !notes.length && (
        <Empty icon={<IconNote size={24} />} title="No notes yet">
          {locked ? "Nobody wrote a note about this case." : "What colleagues should know, in a few words."}
        </Empty>
      )}
      <ol className="note-list">
        {shown.map((note) => (
          <li key={note.id}>
            <NoteCard note={note} caseId={seen.id} locked={locked} />
          </li>
        ))}
      </ol>
      <div className="row">
        <More query={query}>Earlier notes</More>
        {hidden > 0 && (
          <button type="button" className="link" onClick={() => setWithHidden(!withHidden)}>
            {withHidden ? "Leave out what is hidden" : `Show ${count(hidden, "hidden note")}`}
          </button>
        )}
      </div>
    </section>
  );
}
