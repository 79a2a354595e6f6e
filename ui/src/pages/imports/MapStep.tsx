/** What each column is taken for: suggested with a reason, changed by hand, or left out. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allListsQuery } from "../../api/reads/lists";
import type { Import, ImportColumn } from "../../api/types";
import { count } from "../../lib/format";
import { openQuestions } from "../../lib/imports";
import { useCaseTypes, useMay } from "../../lib/meta";
import { SelectField, TextField } from "../../ui/Fields";
import { ErrorNote } from "../../ui/States";
import { ColumnRow } from "./ColumnRow";
import { FileCard } from "./FileCard";
import type { StepProps } from "./ImportPage";
import { Offered, PresetField } from "./PresetField";
import { SavePreset } from "./SavePreset";
import { useReading, useWish } from "./useImport";

export function MapStep({ it, go }: StepProps) {
  const wish = useWish(it.id);
  const reading = useReading(it.id);
  const take = (preset: string | null) => reading.mutate({ options: { ...it.options, preset } });
  const questions = openQuestions(it);
  const left = it.columns.filter((each) => each.target === null).length;

  const change = (column: ImportColumn) =>
    wish.mutate({
      ...it,
      columns: it.columns.map((each) => (each.index === column.index ? column : each)),
    });

  return (
    <>
      <FileCard it={it} />
      {it.error && (
        <div className="banner danger boxed" role="alert">
          {it.error}
        </div>
      )}
      {wish.isError && <ErrorNote what="The mapping was not saved." error={wish.error} />}
      {reading.isError && <ErrorNote what="The settings were not taken." error={reading.error} />}
      <Offered it={it} take={take} />
      <WholeFile it={it} take={take} wish={(options) => wish.mutate({ ...it, options })} />
      <section className="card" aria-label="Columns" aria-busy={wish.isPending}>
        <header>
          <span className="grow">Columns</span>
          <span className="dim small">
            {count(it.columns.length - left, "column")} mapped, {left} left out
          </span>
        </header>
        <div className="table-scroll">
          <table className="table map-table">
            <thead>
              <tr>
                <th scope="col">Column of the file</th>
                <th scope="col">Becomes</th>
                <th scope="col">How it is read</th>
              </tr>
            </thead>
            <tbody>
              {it.columns.map((column) => (
                <ColumnRow key={column.index} it={it} column={column} change={change} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <Questions says={questions} />
      <div className="row import-acts">
        <SavePreset it={it} />
        <span className="grow" />
        <button
          type="button"
          className="button main"
          disabled={questions.length > 0 || wish.isPending || reading.isPending}
          onClick={() => go("duplicates")}
        >
          Continue
        </button>
      </div>
    </>
  );
}

function Questions({ says }: { says: string[] }) {
  if (!says.length) return null;
  return (
    <div className="case-note warn" role="status">
      <b>Before it goes on</b>
      <ul>
        {says.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}

const COUNTRIES = [
  { value: "US", label: "United States" },
  { value: "CA", label: "Canada" },
  { value: "MX", label: "Mexico" },
  { value: "GB", label: "United Kingdom" },
  { value: "IE", label: "Ireland" },
  { value: "DE", label: "Germany" },
  { value: "AU", label: "Australia" },
];

interface WholeFileProps {
  it: Import;
  take: (preset: string | null) => void;
  wish: (options: Import["options"]) => void;
}

/** The list that all cases are put on: one that is there, or a new one of that name. */
function OnList({ list, set }: { list: string | null; set: (list: string | null) => void }) {
  const [name, setName] = useState(list ?? "");
  const there = useQuery({ ...allListsQuery, enabled: useMay("lists.read") }).data ?? [];
  const offered = there.filter(({ kind }) => kind !== "dynamic");
  const known = offered.some((each) => each.name.toLowerCase() === name.trim().toLowerCase());
  const save = () => name.trim() !== (list ?? "") && set(name.trim() || null);
  return (
    <>
      <TextField
        label="Put all cases on the list"
        placeholder="No list"
        hint={name.trim() && !known ? "A new list of this name is made." : "Cases that are known already, too."}
        list="lists-there"
        value={name}
        onChange={setName}
        onBlur={save}
        onKeyDown={(event) => event.key === "Enter" && save()}
      />
      <datalist id="lists-there">
        {offered.map((each) => (
          <option key={each.id} value={each.name} />
        ))}
      </datalist>
    </>
  );
}

/** What holds for all rows. */
function WholeFile({ it, take, wish }: WholeFileProps) {
  const types = useCaseTypes().filter((each) => !each.retired);
  const { options } = it;
  const set = (changed: Partial<Import["options"]>) => wish({ ...options, ...changed });
  const chosen = types.find((each) => [each.id, each.name, each.code].includes(options.type ?? ""));
  return (
    <section className="import-options" aria-label="For all rows">
      {it.kind === "cases" && (
        <SelectField
          label="Case type of all rows"
          none="As a column says"
          value={chosen?.id ?? ""}
          onChange={(type) => set({ type: type || null })}
          options={types.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {it.kind === "cases" && <OnList list={options.list} set={(list) => set({ list })} />}
      <SelectField
        label="Phone numbers without a country"
        none="As the firm's"
        value={options.country ?? ""}
        onChange={(country) => set({ country: country || null })}
        options={COUNTRIES}
      />
      <SelectField
        label="A phone or e-mail that can't be one"
        value={options.invalid}
        onChange={(invalid) => set({ invalid })}
        options={[
          { value: "leave", label: "is left out, with a warning" },
          { value: "fail", label: "lets its row fail" },
        ]}
      />
      <PresetField it={it} take={take} />
      <SelectField
        label="An empty cell"
        value={options.blanks ?? "leave"}
        onChange={(blanks) => set({ blanks })}
        options={[
          { value: "leave", label: "leaves what is there" },
          { value: "clear", label: "takes the value away" },
        ]}
      />
    </section>
  );
}
