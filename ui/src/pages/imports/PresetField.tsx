/** Where a file comes from: settings that are known, chosen by name or offered by its headings. */
import type { Import } from "../../api/types";
import { SelectField } from "../../ui/Fields";
import { fitting, usePresets } from "./presets";

interface Props {
  it: Import;
  take: (preset: string | null) => void;
}

export function PresetField({ it, take }: Props) {
  const saved = usePresets(it.kind).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <SelectField
      label="Where the file comes from"
      none="Any spreadsheet"
      value={it.options.preset ?? ""}
      onChange={(preset) => take(preset || null)}
      options={[...saved, { value: "law-ruler", label: "Law Ruler" }]}
    />
  );
}

/** Nothing where settings are taken already, be it from an earlier import. */
export function Offered({ it, take }: Props) {
  const offered = fitting(usePresets(it.kind), it);
  if (!offered || it.options.preset || it.like) return null;
  return (
    <div className="case-note row wrap" role="status">
      <span className="grow">
        This file has all the headings of <b>{offered.name}</b>.
      </span>
      <button type="button" className="button small" onClick={() => take(offered.id)}>
        Use its settings
      </button>
    </div>
  );
}
