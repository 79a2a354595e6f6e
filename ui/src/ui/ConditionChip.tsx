/** Groups of filters as one chip: their sentence, which opens them to be put together anew. */
import type { Field } from "../api/types";
import { groupsOf } from "../lib/conditions";
import { conditionSaid } from "../lib/conditionWords";
import type { Known } from "../lib/filterWords";
import { IconClose } from "./icons";

interface Props {
  where: string;
  fields: Field[];
  known: Known;
  open: boolean;
  setOpen: (open: boolean) => void;
  remove: () => void;
}

export default function ConditionChip({ where, fields, known, open, setOpen, remove }: Props) {
  const condition = groupsOf(where);
  return (
    <span className="filter-chip condition-chip">
      <button
        type="button"
        aria-expanded={open}
        aria-label={condition ? undefined : "Groups of filters that cannot be read"}
        disabled={!condition}
        onClick={() => setOpen(!open)}
      >
        <span className="condition-said">
          {condition
            ? [...conditionSaid(condition, fields, known)].map(({ text, values }, at) =>
                values ? <b key={at}>{text}</b> : text,
              )
            : "Groups that cannot be read"}
        </span>
      </button>
      <button type="button" className="remove" aria-label="Remove the groups of filters" onClick={remove}>
        <IconClose size={13} />
      </button>
    </span>
  );
}
