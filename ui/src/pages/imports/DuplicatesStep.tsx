/** How a row is known to be about somebody or something that is there already, and what then. */
import type { Import } from "../../api/types";
import { toggled } from "../../lib/activity";
import { Tick } from "../../ui/Fields";
import { RadioCards } from "../../ui/RadioCards";
import { ErrorNote } from "../../ui/States";
import type { StepProps } from "./ImportPage";
import { useImportAct, useWish } from "./useImport";

const MATCHES = [
  { key: "external", label: "External source and ID" },
  { key: "number", label: "Case number" },
  { key: "email", label: "E-mail address" },
  { key: "phone", label: "Phone number" },
  { key: "birth", label: "Name with date of birth" },
];

type Policy = Import["options"]["duplicates"];

const POLICIES: { value: Policy; title: string; says: string }[] = [
  { value: "skip", title: "Skip the row", says: "What is there stays as it is. The report names each." },
  {
    value: "update",
    title: "Update what is there",
    says: "Values of the file replace those of the record; the dry run shows before and after.",
  },
  {
    value: "create",
    title: "Create a new one",
    says: "Even if it may be the same. Where its number is taken it gets the next one, and the row says so. Rarely what one wants.",
  },
];

export function DuplicatesStep({ it, go }: StepProps) {
  const wish = useWish(it.id);
  const plan = useImportAct(it.id);
  const { options } = it;
  const set = (changed: Partial<Import["options"]>) =>
    wish.mutate({ ...it, options: { ...options, ...changed } });
  const error = wish.error ?? plan.error;

  return (
    <>
      {error && <ErrorNote what="That was not taken." error={error} />}
      <section className="card" aria-label="A record is the same when">
        <header>A record is the same when one of these is</header>
        <div className="in">
          {MATCHES.map(({ key, label }) => (
            <Tick
              key={key}
              label={label}
              checked={options.match.includes(key)}
              onChange={() => set({ match: inOrder(toggled(options.match, key)) })}
            />
          ))}
          <p className="dim small">
            A row without any of these is known by its place in this very file, so that importing it
            again doubles nothing.
          </p>
        </div>
      </section>
      <RadioCards
        legend="Then"
        value={options.duplicates}
        of={POLICIES}
        pick={(duplicates) => set({ duplicates })}
      />
      <div className="row import-acts">
        <button type="button" className="button" onClick={() => go("map")}>
          Back
        </button>
        <span className="grow" />
        <button
          type="button"
          className="button main"
          disabled={wish.isPending || plan.isPending}
          onClick={() => plan.mutate("dry-run", { onSuccess: () => go("dry-run") })}
        >
          Dry run
        </button>
      </div>
    </>
  );
}

/** What is surest comes first, whatever order it was ticked in. */
const inOrder = (keys: string[]): string[] =>
  MATCHES.map(({ key }) => key).filter((key) => keys.includes(key));
