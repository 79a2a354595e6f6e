/** A status for each type of the cases that are selected, one under the other. */
import "../../styles/byType.css";
import { useId, useState } from "react";
import type { CaseType } from "../../api/types";
import { named, taken, type Statuses } from "../../lib/byType";
import { count } from "../../lib/format";
import { Badge, Glyph, pair } from "../../ui/Chips";

export interface Kind {
  type: CaseType;
  cases: number;
}

interface Props {
  kinds: Kind[];
  /** The types that are not left alone. */
  onChange: (statuses: Statuses) => void;
}

export function ByTypeFields({ kinds, onChange }: Props) {
  const types = kinds.map(({ type }) => type);
  const [byHand, setByHand] = useState<Statuses>({});
  const now = taken(types, byHand);
  const choose = (type: string, status: string) => {
    const next = { ...byHand, [type]: status };
    setByHand(next);
    onChange(named(taken(types, next)));
  };
  return (
    <fieldset className="fieldset by-type">
      <legend>New status by type</legend>
      {kinds.map((kind) => (
        <Row
          key={kind.type.id}
          kind={kind}
          value={now[kind.type.id]!}
          onChange={(status) => choose(kind.type.id, status)}
        />
      ))}
      <p className="dim small">
        What is chosen first is filled in for the other types that have a status of that name.
      </p>
    </fieldset>
  );
}

interface RowProps {
  kind: Kind;
  value: string;
  onChange: (status: string) => void;
}

function Row({ kind: { type, cases }, value, onChange }: RowProps) {
  const id = useId();
  const status = type.statuses.find((each) => each.key === value);
  return (
    <div className="by-type-row">
      <label htmlFor={id}>
        <span className="by-type-name">{type.name}</span>{" "}
        {type.retired && <Badge>Retired</Badge>}
        <span className="num dim">{count(cases, "case")}</span>
      </label>
      <span className="by-type-choice" style={status && pair(status.colour)}>
        {status && <Glyph category={status.category} />}
        <select
          id={id}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">Leave alone</option>
          {type.statuses.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
