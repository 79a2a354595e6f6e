/** How the file was read: found by itself, shown, never guessed in silence. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Import } from "../../api/types";
import { ReadingForm } from "./ReadingForm";
import { bytes, int, localDay, shortHash } from "../../lib/format";

export const DELIMITERS: Record<string, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
};

export function FileFacts({ it: { file } }: { it: Import }) {
  return (
    <dl className="file-facts">
      <Fact label="Rows">{int(file.rows)}</Fact>
      <Fact label="Header in row">{int(file.header_row)}</Fact>
      <Fact label="Format">
        {file.format.toUpperCase()}, {bytes(file.size)}
      </Fact>
      {file.sheet && <Fact label="Sheet">{file.sheet}</Fact>}
      {file.encoding && <Fact label="Encoding">{file.encoding}</Fact>}
      {file.delimiter && (
        <Fact label="Delimiter">{DELIMITERS[file.delimiter] ?? file.delimiter}</Fact>
      )}
      <Fact label="SHA-256">
        <span className="mono" title={file.sha256}>
          {shortHash(file.sha256)}
        </span>
      </Fact>
    </dl>
  );
}

export function FileCard({ it }: { it: Import }) {
  const { file } = it;
  return (
    <section className="card" aria-label="The file">
      <FileFacts it={it} />
      <ReadingForm key={`${file.sheet} ${file.header_row}`} it={it} />
      {file.repeats.map((before) => (
        <p key={before.import} className="file-note warn">
          This very file was imported on {localDay(before.at)}.{" "}
          <Link className="link" to="/imports/$id" params={{ id: before.import }} search={{}}>
            See that import
          </Link>
        </p>
      ))}
      {it.warnings.map((says) => (
        <p key={says} className="file-note warn">
          {says}
        </p>
      ))}
    </section>
  );
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd className="num">{children}</dd>
  </div>
);
