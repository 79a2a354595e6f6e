/** Overview: the figures one looks for first, every field by group, and what changed last. */
import { useQueryClient } from "@tanstack/react-query";
import type { Plain } from "../../api/types";
import { builtInGroups, customGroups, isCustom, type Group, type ShownField } from "../../lib/caseFacts";
import { refresh } from "../../lib/edit";
import { count } from "../../lib/format";
import { useCaseType, useFields } from "../../lib/meta";
import { InlineField } from "../../ui/InlineField";
import { ExternalData } from "./ExternalData";
import { Fact, FactField } from "./FactField";
import { KeyFigures } from "./KeyFigures";
import { LatestChanges } from "./LatestChanges";
import { LeadMenu, StaffMenu, StatusMenu } from "./menus";
import { forgetFailed, useFactSave } from "./saves";
import type { Seen } from "./seen";
import { TypeButton } from "./TypeButton";

/** The groups in the order of a case's life; what the firm adds comes after its own fields. */
const FIRST = ["Basic", "On behalf of", "Court", "Dates"];

export function Overview({ seen }: { seen: Seen }) {
  const fields = useFields();
  const type = useCaseType(seen.detail.case.type);
  const builtIn = builtInGroups(fields, seen.detail.case);
  const custom = customGroups(seen.detail, type?.name ?? "Custom");
  const early = FIRST.flatMap((title) => builtIn.filter((each) => each.title === title));
  const late = builtIn.filter((each) => !FIRST.includes(each.title));
  return (
    <>
      <KeyFigures seen={seen} />
      <Missing seen={seen} />
      <Details seen={seen} />
      {[...early.filter(({ title }) => title !== "Basic"), ...custom].map((group) => (
        <FieldGroup key={group.title} seen={seen} group={group} />
      ))}
      <HiddenValues seen={seen} />
      {late.map((group) => (
        <FieldGroup key={group.title} seen={seen} group={group}>
          {group.title === "Source" && <ExternalData seen={seen} />}
        </FieldGroup>
      ))}
      <LatestChanges seen={seen} />
    </>
  );
}

function Details({ seen }: { seen: Seen }) {
  const { detail, present } = seen;
  const client = useQueryClient();
  const save = useFactSave(present.case);
  const { case: row } = detail;
  const description = useFields().find((each) => each.key === "description");
  return (
    <section className="fact-group">
      <h2>Details</h2>
      <dl className="facts">
        <Fact label="Case name">
          <InlineField
            label="Case name"
            kind="text"
            value={row.own_name}
            shown={<DerivedName own={row.own_name} name={row.name} />}
            locked={seen.locked !== null}
            now={seen.past && row.name !== present.case.name ? present.case.name : undefined}
            version={row.version}
            save={(name, version) => save("Case name", { name }, version)}
            reload={() => refresh(client, seen.id)}
            onLeave={() => forgetFailed(client, seen.id)}
          />
        </Fact>
        <Fact label="Case number">
          <span className="mono">{row.number}</span>
        </Fact>
        <Fact label="Case type">
          <TypeButton seen={seen} />
        </Fact>
        <Fact label="Status">
          <StatusMenu seen={seen} />
        </Fact>
        <Fact label="Assignee">
          <LeadMenu seen={seen} />
        </Fact>
        <Fact label="Staff">
          <StaffMenu seen={seen} />
        </Fact>
        {description && <FactField seen={seen} field={{ ...description, required: false }} />}
      </dl>
    </section>
  );
}

function DerivedName({ own, name }: { own: string | null; name: string }) {
  if (own) return <span className="ell">{own}</span>;
  return (
    <span className="ell" title="Made from the client and the type. Write one to keep it.">
      {name} <span className="dim">· derived</span>
    </span>
  );
}

function FieldGroup(props: { seen: Seen; group: Group; children?: React.ReactNode }) {
  const { seen, group } = props;
  return (
    <section className="fact-group">
      <h2>{group.title}</h2>
      <dl className="facts">
        {group.fields.map((field) => (
          <FactField key={field.key} seen={seen} field={field} changes={changesOf(seen, field)} />
        ))}
        {props.children}
      </dl>
    </section>
  );
}

/** On behalf of somebody goes with a name: one is not saved without the other. */
function changesOf(seen: Seen, field: ShownField) {
  const { representative } = seen.present.case;
  switch (field.key) {
    case "representative":
      return (name: Plain) => ({ representative: name, is_obo: name !== null });
    case "is_obo":
      return (on: Plain) => {
        if (on && !representative) {
          throw new Error("Write the representative's name: that turns this on.");
        }
        return { is_obo: on === true };
      };
    default:
      return undefined;
  }
}

function Missing({ seen }: { seen: Seen }) {
  const { missing, fields } = seen.detail;
  if (!missing.length || seen.past) return null;
  const labels = missing.map((key) => fields.find((each) => each.key === key)?.label ?? key);
  return (
    <div className="case-note warn" role="note">
      This type of case needs a value here: <b>{labels.join(", ")}</b>
    </div>
  );
}

function HiddenValues({ seen }: { seen: Seen }) {
  const fields = useFields();
  const { hidden, case: row } = seen.detail;
  if (!hidden.length) return null;
  const labels = hidden.map((key) => fields.find((each) => each.key === key)?.label ?? key);
  const custom = hidden.filter(isCustom).length || hidden.length;
  return (
    <p className="case-note" title={labels.join(", ")}>
      {count(custom, "value")} of another type {custom === 1 ? "is" : "are"} kept out of sight:{" "}
      {labels.join(", ")}. {row.archived ? "" : "Changing back to that type shows them again."}
    </p>
  );
}
