/** One column of the file: samples, what it becomes and why, how its values are read. */
import { useState } from "react";
import type { Import, ImportColumn } from "../../api/types";
import { day } from "../../lib/format";
import { DATE_FORMATS, readDate } from "../../lib/importDates";
import { groupsOf, isDated } from "../../lib/imports";
import { ChoicesTable } from "./ChoicesTable";

interface Props {
  it: Import;
  column: ImportColumn;
  change: (column: ImportColumn) => void;
}

const SAMPLES = 3;

export function ColumnRow({ it, column, change }: Props) {
  const taken = column.target !== null;
  return (
    <tr className={taken ? undefined : "left-out"}>
      <th scope="row">
        <span className="ell" title={column.header}>
          {column.header || `Column ${column.index + 1}`}
        </span>
        <span className="samples dim small">
          {column.samples.slice(0, SAMPLES).map((sample, i) => (
            <span key={i} className="ell" title={sample}>
              {sample || "(empty)"}
            </span>
          ))}
        </span>
      </th>
      <td>
        <TargetSelect it={it} column={column} change={change} />
        {column.reason && <p className="dim small reason">{column.reason}</p>}
      </td>
      <td>
        {isDated(it, column) && <DateReading column={column} change={change} />}
        {column.choices.length > 0 && taken && <Choices it={it} column={column} change={change} />}
      </td>
    </tr>
  );
}

function TargetSelect({ it, column, change }: Props) {
  return (
    <select
      className="input"
      aria-label={`${column.header} becomes`}
      value={column.target ?? ""}
      onChange={(event) =>
        change({
          ...column,
          target: event.target.value || null,
          reason: event.target.value ? "Chosen by you." : "Left out by you.",
          format: null,
          choices: [],
        })
      }
    >
      <option value="">Leave it out</option>
      {groupsOf(it.targets).map(([group, targets]) => (
        <optgroup key={group} label={group}>
          {targets.map((target) => (
            <option key={target.key} value={target.key}>
              {target.label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** Day or month first? The samples are read as one chooses. */
function DateReading({ column, change }: Omit<Props, "it">) {
  const dated = column.samples.filter(Boolean).slice(0, SAMPLES);
  return (
    <div className="stack tight">
      <select
        className="input"
        aria-label={`How ${column.header} writes dates`}
        aria-invalid={!column.format}
        value={column.format ?? ""}
        onChange={(event) => change({ ...column, format: event.target.value || null })}
      >
        <option value="">Day or month first?</option>
        {DATE_FORMATS.map((format) => (
          <option key={format} value={format}>
            {format}
          </option>
        ))}
      </select>
      {column.format &&
        dated.map((sample) => <Parsed key={sample} sample={sample} format={column.format ?? ""} />)}
    </div>
  );
}

function Parsed({ sample, format }: { sample: string; format: string }) {
  const read = readDate(sample, format);
  return (
    <span className="small parsed">
      <span className="dim">{sample}</span> <span aria-hidden>→</span>{" "}
      {read ? <b>{day(read)}</b> : <span className="danger-ink">no date in this format</span>}
    </span>
  );
}

function Choices(props: Props) {
  const { column } = props;
  const open = column.choices.filter((each) => each.target === null).length;
  const [shown, setShown] = useState(open > 0);
  return (
    <div className="stack tight">
      <button
        type="button"
        className="link small"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {column.choices.length} values{open > 0 && `, ${open} not known`}
      </button>
      {shown && <ChoicesTable {...props} />}
    </div>
  );
}
