/** With which settings an import was made: its file, what its columns were taken for, and the rest. */
import type { Import } from "../../api/types";
import { targetOf } from "../../lib/imports";
import { FileFacts } from "./FileCard";
import { SavePreset } from "./SavePreset";

const DUPLICATES: Record<Import["options"]["duplicates"], string> = {
  skip: "were skipped",
  update: "were updated",
  create: "were created anew",
};

export function Settings({ it }: { it: Import }) {
  const { columns, options } = it;
  return (
    <details className="card import-settings">
      <summary>File and settings</summary>
      <FileFacts it={it} />
      <dl className="mapping">
        {columns.map((column) => (
          <div key={column.index}>
            <dt>{column.header}</dt>
            <dd className={column.target ? undefined : "dim"}>
              {targetOf(it, column)?.label ?? column.target ?? "left out"}
            </dd>
          </div>
        ))}
      </dl>
      <p className="dim small">
        {[
          `Records that were there already ${DUPLICATES[options.duplicates]}.`,
          options.list && `All cases were put on the list ${options.list}.`,
        ]
          .filter(Boolean)
          .join(" ")}
      </p>
      <div className="row">
        <SavePreset it={it} />
      </div>
    </details>
  );
}
