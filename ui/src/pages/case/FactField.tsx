/** One fact of a case: its name, and its value edited where it stands. */
import type { ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { Plain } from "../../api/types";
import { valueOf, type ShownField } from "../../lib/caseFacts";
import { refresh } from "../../lib/edit";
import { inputOf, written } from "../../lib/kinds";
import { IconLink } from "../../ui/icons";
import { InlineField } from "../../ui/InlineField";
import { forgetFailed, useFactSave } from "./saves";
import type { Seen } from "./seen";

interface Props {
  seen: Seen;
  field: ShownField;
  /** What is saved for a value, where it is more than the fact itself; may refuse by throwing. */
  changes?: (value: Plain) => Record<string, Plain>;
}

export function FactField({ seen, field, changes }: Props) {
  const { detail, present } = seen;
  const client = useQueryClient();
  const save = useFactSave(present.case);
  const value = valueOf(detail.case, field.key);
  const wide = inputOf(field.kind) === "area";
  return (
    <Fact label={field.label} wide={wide} missing={detail.missing.includes(field.key)}>
      <InlineField
        label={field.label}
        kind={field.kind}
        value={value}
        options={field.options}
        currency={field.currency}
        locked={seen.locked !== null}
        now={nowWhenDifferent(seen, field)}
        version={detail.case.version}
        save={async (next, version) =>
          save(field.label, changes?.(next) ?? { [field.key]: next }, version)
        }
        reload={() => refresh(client, seen.id)}
        onLeave={() => forgetFailed(client, seen.id)}
      />
      {field.kind === "url" && isWeb(value) && (
        <a href={value} target="_blank" rel="noreferrer noopener" className="button small icon ghost">
          <IconLink size={13} />
          <span className="sr">Open {field.label} in a new tab</span>
        </a>
      )}
    </Fact>
  );
}

export function Fact(props: {
  label: string;
  wide?: boolean;
  missing?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={props.wide ? "fact wide" : "fact"}>
      <dt>{props.label}</dt>
      <dd>
        {props.children}
        {props.missing && (
          <span className="fact-missing" title="This type of case needs a value here.">
            needed
          </span>
        )}
      </dd>
    </div>
  );
}

/** In the past: what the fact is now, when that is something else. */
function nowWhenDifferent({ past, detail, present }: Seen, field: ShownField): string | undefined {
  if (!past) return undefined;
  const [then, now] = [valueOf(detail.case, field.key), valueOf(present.case, field.key)];
  if (JSON.stringify(then) === JSON.stringify(now)) return undefined;
  return now === null ? "empty" : written(now, field);
}

const isWeb = (value: Plain): value is string =>
  typeof value === "string" && /^https?:\/\//i.test(value);
