/** What would come of the file of a type, line by line: what is wrong first, then what is made. */
import "../../styles/typeFile.css";
import { useEffect, useRef, type ReactNode } from "react";
import type { Status, TypeFileLine, TypeFileReport } from "../../api/types";
import { count } from "../../lib/format";
import { StatusOf } from "../../ui/Chips";
import { KINDS } from "./fieldKinds";

const DOES: Partial<Record<TypeFileLine["does"], string>> = {
  makes: "New",
  binds: "Bound",
  adds: "Added",
  leaves: "Left out",
};

type Typed = Partial<Record<"name" | "code", string>>;

/** What forbids the import; what was said of a name does not hold for another one. */
export function problemsOf({ lines, ...report }: TypeFileReport, typed: Typed): TypeFileLine[] {
  const changed = (at: string) =>
    (at === "name" || at === "code") && Boolean(typed[at]?.trim()) && typed[at] !== report[at];
  return lines.filter((line) => line.does === "refuses" && !changed(line.at));
}

/** What no field of the dialog says itself. */
const ofFile = ({ at }: TypeFileLine): boolean => at !== "name" && at !== "code";

interface Props {
  report: TypeFileReport;
  asked: Typed;
  /** Stands between what is wrong and what is made. */
  children: ReactNode;
}

export function TypeReport({ report, asked, children }: Props) {
  const { lines } = report;
  const problems = problemsOf(report, asked);
  const of = (...abouts: TypeFileLine["about"][]) =>
    lines.filter(({ about, does }) => abouts.includes(about) && does !== "refuses" && does !== "warns");
  return (
    <>
      <Summary problems={problems} lines={lines} />
      <Remarks label="What is wrong" tone="danger" lines={problems.filter(ofFile)} />
      {children}
      <Remarks label="What is to be known" lines={lines.filter((line) => line.does === "warns")} />
      {report.name !== null && (
        <>
          <Made title="Statuses" lines={of("status")} none="None." />
          <Made title="Fields" lines={of("field", "option")} none="This type has no fields of its own." />
          {of("file").map((line) => (
            <p key={line.says} className="dim">
              {line.says}
            </p>
          ))}
        </>
      )}
    </>
  );
}

/** The outcome in a line. It takes focus once, for the button that asked for it is gone. */
function Summary({ problems, lines }: { problems: TypeFileLine[]; lines: TypeFileLine[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const says = !problems.length
    ? `It would make ${madeOf(lines)}.`
    : problems.some(ofFile)
      ? `This file cannot be imported: ${count(problems.length, "problem")}.`
      : "It can be imported under another name or code.";
  return (
    <div role="status">
      <h3 ref={heading} tabIndex={-1} className={problems.length ? "outcome-words danger" : "outcome-words"}>
        {says}
      </h3>
    </div>
  );
}

/** `3 statuses and 2 fields, bind 1 field of the firm, and add 1 option`, without what is none. */
function madeOf(lines: TypeFileLine[]): string {
  const many = (does: string, about: string) => lines.filter((l) => l.does === does && l.about === about).length;
  const [fields, bound, added] = [many("makes", "field"), many("binds", "field"), many("adds", "option")];
  return [
    count(many("makes", "status"), "status", "statuses") + (fields ? ` and ${count(fields, "new field")}` : ""),
    ...(bound ? [`bind ${count(bound, "field")} of the firm`] : []),
    ...(added ? [`add ${count(added, "option")}`] : []),
  ].join(", ");
}

function Remarks({ label, tone, lines }: { label: string; tone?: "danger"; lines: TypeFileLine[] }) {
  if (!lines.length) return null;
  return (
    <ul className={`note-box plain-list remarks ${tone ?? ""}`} aria-label={label}>
      {lines.map((line) => (
        <li key={line.at + line.says}>
          {line.says} {ofFile(line) && line.at !== "file" && <code className="mono">{line.at}</code>}
        </li>
      ))}
    </ul>
  );
}

function Made({ title, lines, none }: { title: string; lines: TypeFileLine[]; none: string }) {
  return (
    <section className="card" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <span className="count">{lines.filter((line) => line.about !== "option").length}</span>
      </header>
      {lines.length ? (
        <ul className="plain-list made" aria-label={title}>
          {lines.map((line) => (
            <li key={line.at + line.does} className={line.about === "option" ? "nested" : undefined}>
              {line.about !== "status" && (
                <span className="verdict does" data-does={line.does}>
                  {DOES[line.does]}
                </span>
              )}
              <Thing line={line} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="in dim">{none}</p>
      )}
    </section>
  );
}

function Thing({ line }: { line: TypeFileLine }) {
  const kind = line.kind && KINDS[line.kind];
  const words = [kind, line.more].filter(Boolean).join(" · ");
  return (
    <span className="grow made-thing">
      {line.status ? <StatusOf status={line.status as Status} /> : <b>{line.name}</b>}
      {words && <span className="dim small">{words}</span>}
    </span>
  );
}
