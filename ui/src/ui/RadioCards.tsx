/** One of a few, each with a sentence that says what it means. */
import "../styles/radioCards.css";

interface Props<V> {
  legend: string;
  value: V;
  of: readonly { value: V; title: string; says: string; off?: boolean }[];
  pick: (value: V) => void;
  /** One below the other, as in a dialog; else side by side where there is room. */
  stacked?: boolean;
}

export function RadioCards<V extends string | boolean>(props: Props<V>) {
  const { legend, value, of, pick, stacked } = props;
  return (
    <fieldset className={stacked ? "radio-cards stacked" : "radio-cards"}>
      <legend className="field-label">{legend}</legend>
      {of.map((each) => (
        <label key={each.title} className={each.value === value ? "radio-card card on" : "radio-card card"}>
          <input
            type="radio"
            name={legend}
            checked={each.value === value}
            disabled={each.off}
            onChange={() => pick(each.value)}
          />
          <span>
            <b>{each.title}</b>
            <span className="dim small">{each.says}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
