/** Reading the file another way: another sheet, another row of headers, another delimiter. */
import { useState, type FormEvent } from "react";
import type { Import } from "../../api/types";
import { SelectField, TextField } from "../../ui/Fields";
import { useReading } from "./useImport";

const ENCODINGS = ["utf-8", "windows-1252", "iso-8859-1", "utf-16", "mac-roman"];
const DELIMITERS = [
  { value: ",", label: "Comma" },
  { value: ";", label: "Semicolon" },
  { value: "\t", label: "Tab" },
  { value: "|", label: "Bar" },
];

export function ReadingForm({ it }: { it: Import }) {
  const { file, options } = it;
  const [row, setRow] = useState(String(file.header_row));
  const [sheet, setSheet] = useState(file.sheet ?? "");
  const [delimiter, setDelimiter] = useState(file.delimiter ?? "");
  const [encoding, setEncoding] = useState(file.encoding ?? "");
  const reading = useReading(it.id);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = {
      header_row: Number(row) || 1,
      ...(sheet && { sheet }),
      ...(delimiter && { delimiter }),
      ...(encoding && { encoding }),
    };
    reading.mutate({ options, read });
  };

  return (
    <details className="reading">
      <summary className="link small">Read it another way</summary>
      <form onSubmit={submit} aria-busy={reading.isPending}>
        <TextField label="Header in row" inputMode="numeric" value={row} onChange={setRow} />
        {file.sheets.length > 1 && (
          <SelectField
            label="Sheet"
            value={sheet}
            onChange={setSheet}
            options={file.sheets.map((each) => ({ value: each, label: each }))}
          />
        )}
        {file.delimiter !== null && (
          <SelectField
            label="Delimiter"
            value={delimiter}
            onChange={setDelimiter}
            options={withOwn(DELIMITERS, file.delimiter)}
          />
        )}
        {file.encoding !== null && (
          <SelectField
            label="Encoding"
            value={encoding}
            onChange={setEncoding}
            options={withOwn(
              ENCODINGS.map((each) => ({ value: each, label: each })),
              file.encoding,
            )}
          />
        )}
        <button type="submit" className="button" disabled={reading.isPending}>
          Read it so
        </button>
        {reading.isError && (
          <p className="field-error" role="alert">
            {reading.error.message}
          </p>
        )}
      </form>
    </details>
  );
}

interface Choice {
  value: string;
  label: string;
}

/** What was found is offered too, whatever it is. */
const withOwn = (choices: Choice[], own: string): Choice[] =>
  choices.some(({ value }) => value === own) ? choices : [{ value: own, label: own }, ...choices];
