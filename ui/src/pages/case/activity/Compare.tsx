/** Two moments of a case side by side: only what differs. */
import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { caseQuery } from "../../../api/reads/cases";
import type { CaseDetail, Moment } from "../../../api/types";
import { differences } from "../../../lib/compare";
import { dayAndClock, exact } from "../../../lib/format";
import { useCaseTypes, useFields, usePeople } from "../../../lib/meta";
import { first } from "../../../lib/search";
import { Diff } from "../../../ui/Diff";
import { SelectField } from "../../../ui/Fields";
import { ErrorNote, Loading } from "../../../ui/States";
import { useCasePlace } from "../place";
import type { Seen } from "../seen";

const NOW = "now";

export default function Compare({ seen, moments }: { seen: Seen; moments: Moment[] }) {
  const { search, go } = useCasePlace();
  const [from = "", to = NOW] = (first(search.compare) ?? "").split("..");
  const then = useQuery(caseQuery(seen.id, from));
  const later = useQuery({ ...caseQuery(seen.id, to), enabled: to !== NOW });
  const end = to === NOW ? seen.present : later.data;
  const options = moments
    .map(({ position, at, says }) => ({ value: String(position), label: `${dayAndClock(at)} · ${says}` }))
    .reverse();
  const set = (a: string, b: string) => go({ compare: b === NOW ? a : `${a}..${b}` });
  const failed = [then, later].find((each) => each.isError);
  return (
    <Modal opened onClose={() => go({ compare: undefined })} title="Compare two moments" size={640}>
      <div className="stack" aria-busy={then.isFetching || later.isFetching}>
        <div className="halves">
          <SelectField label="From" value={from} onChange={(value) => set(value, to)} options={options} />
          <SelectField
            label="To"
            value={to}
            onChange={(value) => set(from, value)}
            options={[{ value: NOW, label: "Now" }, ...options]}
          />
        </div>
        {failed && (
          <ErrorNote
            what="One of the two could not be loaded."
            error={failed.error}
            retry={() => void failed.refetch()}
          />
        )}
        {!failed && then.data && end ? (
          <Differences then={then.data} end={end} />
        ) : (
          !failed && <Loading lines={4} />
        )}
      </div>
    </Modal>
  );
}

function Differences({ then, end }: { then: CaseDetail; end: CaseDetail }) {
  const people = usePeople();
  const types = useCaseTypes();
  const changes = differences(then, end, useFields()).map((change) => {
    const label = (value: unknown) => labelOf(change.name, value, people, types);
    return { ...change, before_label: label(change.before), after_label: label(change.after) };
  });
  if (!changes.length) return <p className="dim">Nothing differs between these two moments.</p>;
  return (
    <section aria-label="What differs">
      <p className="dim small">
        {then.as_of && exact(then.as_of.at)} → {end.as_of ? exact(end.as_of.at) : "now"}
      </p>
      <div className="diffs">
        {changes.map((change) => (
          <Diff key={change.name} change={change} type={end.case.type} />
        ))}
      </div>
    </section>
  );
}

interface Named {
  id: string;
  name: string;
}

/** Ids in words: types and people are stored by id. */
function labelOf(fact: string, value: unknown, people: Named[], types: Named[]): string | undefined {
  if (!["type", "lead", "staff"].includes(fact)) return undefined;
  const known = fact === "type" ? types : people;
  const names = [value].flat().map((id) => known.find((each) => each.id === id)?.name);
  return names.filter(Boolean).join(", ") || undefined;
}
