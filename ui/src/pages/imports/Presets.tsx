/** The settings that the firm keeps, under the list of imports; whoever imports may remove them. */
import type { ImportPreset } from "../../api/types";
import { count } from "../../lib/format";
import { MayButton } from "../../ui/MayButton";
import { usePresets, useRemovePreset } from "./presets";

export function Presets() {
  const presets = usePresets();
  if (!presets.length) return null;
  return (
    <section className="card presets" aria-labelledby="presets">
      <header>
        <h2 id="presets">Saved settings</h2>
      </header>
      <ul>
        {presets.map((each) => (
          <Preset key={each.id} it={each} />
        ))}
      </ul>
    </section>
  );
}

function Preset({ it }: { it: ImportPreset }) {
  const remove = useRemovePreset();
  return (
    <li className="row wrap">
      <span className="grow">
        {it.name}
        <span className="dim small">
          {" "}
          {it.kind}, {count(it.headers.length, "column")}
        </span>
      </span>
      {remove.error && (
        <span className="error" role="alert">
          {remove.error.message}
        </span>
      )}
      <MayButton
        permission="imports.run"
        className="button small"
        aria-label={`Remove ${it.name}`}
        disabled={remove.isPending}
        onClick={() => remove.mutate(it)}
      >
        Remove
      </MayButton>
    </li>
  );
}
