/** The input for a value of a kind, as typed text; choices come as a list. */
import type { Option } from "../api/types";
import { ADDRESS_PARTS, inputOf } from "../lib/kinds";
import { Tick } from "./Fields";

interface Props {
  kind: string;
  options?: Option[];
  /** As typed; for several choices, their keys. */
  value: string | string[];
  onChange: (value: string | string[]) => void;
  label?: string;
  autoFocus?: boolean;
  [aria: `aria-${string}`]: string | boolean | undefined;
  id?: string;
}

const TYPES: Record<string, string> = { date: "date", moment: "datetime-local" };
const MODES: Record<string, "decimal" | "tel" | "email" | "url"> = {
  number: "decimal",
  currency: "decimal",
  percentage: "decimal",
  phone: "tel",
  email: "email",
  url: "url",
};

export function KindInput({ kind, options = [], value, onChange, label, ...rest }: Props) {
  const text = Array.isArray(value) ? value.join(", ") : value;
  const named = { "aria-label": label, ...rest };
  switch (inputOf(kind)) {
    case "area":
      return (
        <textarea
          className="input"
          rows={4}
          {...named}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "yes-no":
    case "choice":
      return (
        <select
          className="input"
          {...named}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">Empty</option>
          {(inputOf(kind) === "yes-no" ? YES_NO : usable(options, text)).map((each) => (
            <option key={each.key} value={each.key}>
              {each.label}
            </option>
          ))}
        </select>
      );
    case "choices":
      return <Choices label={label} options={options} value={[value].flat()} onChange={onChange} />;
    case "address":
      return <AddressLines label={label} value={[value].flat()} onChange={onChange} />;
    default:
      return (
        <input
          className="input"
          type={TYPES[inputOf(kind)] ?? "text"}
          inputMode={MODES[kind]}
          autoComplete="off"
          {...named}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

const YES_NO: Option[] = [
  { key: "true", label: "Yes" },
  { key: "false", label: "No" },
];

/** A retired option stays readable where it was chosen, and is not offered anew. */
const usable = (options: Option[], chosen: string): Option[] =>
  options.filter((each) => !each.retired || each.key === chosen);

const LINES = ["Address line 1", "Address line 2", "City", "State", "Postal code", "Country"];

function AddressLines(props: {
  label?: string;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const change = (at: number, text: string) =>
    props.onChange(ADDRESS_PARTS.map((_, i) => (i === at ? text : (props.value[i] ?? ""))));
  return (
    <div role="group" aria-label={props.label} className="stack tight grow">
      {LINES.map((line, i) => (
        <input
          key={line}
          className="input"
          aria-label={line}
          placeholder={line}
          autoComplete="off"
          autoFocus={i === 0}
          value={props.value[i] ?? ""}
          onChange={(event) => change(i, event.target.value)}
        />
      ))}
    </div>
  );
}

function Choices(props: {
  label?: string;
  options: Option[];
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const chosen = props.value.filter(Boolean);
  const offered = props.options.filter((each) => !each.retired || chosen.includes(each.key));
  return (
    <div role="group" aria-label={props.label} className="grow">
      {offered.map((each, i) => (
        <Tick
          key={each.key}
          autoFocus={i === 0}
          label={each.label}
          checked={chosen.includes(each.key)}
          onChange={(on) =>
            props.onChange(on ? [...chosen, each.key] : chosen.filter((key) => key !== each.key))
          }
        />
      ))}
    </div>
  );
}
