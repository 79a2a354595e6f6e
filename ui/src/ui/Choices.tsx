/** One of a few, each with a word about it: native radio buttons under a legend. */
import type { ReactNode } from "react";

interface Props {
  legend: string;
  name: string;
  options: { value: string; label: string; hint?: ReactNode }[];
  value: string;
  onChange: (value: string) => void;
}

export function Choices({ legend, name, options, value, onChange }: Props) {
  return (
    <fieldset className="fieldset radios">
      <legend>{legend}</legend>
      {options.map((each) => (
        <label key={each.value} className="radio">
          <input
            type="radio"
            name={name}
            value={each.value}
            checked={each.value === value}
            onChange={() => onChange(each.value)}
          />
          <span>
            {each.label}
            {each.hint && <span className="dim small">{each.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
