/** Form fields with label, hint and error tied together; native inputs, for they work everywhere. */
import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes } from "react";

interface Around {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  required?: boolean;
}

interface Tied {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
  "aria-required": boolean | undefined;
}

export function FieldFrame({
  label,
  hint,
  error,
  required,
  children,
}: Around & { children: (tied: Tied) => ReactNode }) {
  const id = useId();
  const says = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required && <span className="dim"> (required)</span>}
      </label>
      {children({
        id,
        "aria-invalid": Boolean(error),
        "aria-describedby": says,
        "aria-required": required || undefined,
      })}
      {error ? (
        <span className="error" id={`${id}-error`}>
          {error}
        </span>
      ) : (
        hint && (
          <span className="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )
      )}
    </div>
  );
}

type TextProps = Around &
  Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value" | "required"> & {
    value: string;
    onChange: (value: string) => void;
    ref?: Ref<HTMLInputElement>;
  };

export function TextField({ label, hint, error, required, value, onChange, ...rest }: TextProps) {
  return (
    <FieldFrame label={label} hint={hint} error={error} required={required}>
      {(tied) => (
        <input
          className="input"
          autoComplete="off"
          {...rest}
          {...tied}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

export function AreaField(
  props: Around & { value: string; onChange: (value: string) => void; rows?: number },
) {
  const { label, hint, error, required, value, onChange, rows = 3 } = props;
  return (
    <FieldFrame label={label} hint={hint} error={error} required={required}>
      {(tied) => (
        <textarea
          className="input"
          rows={rows}
          {...tied}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

type SelectProps = Around &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "value" | "required"> & {
    value: string;
    onChange: (value: string) => void;
    options: { value: string; label: string; disabled?: boolean }[];
    /** What an empty choice is called; without it there is none. */
    none?: string;
  };

export function SelectField(props: SelectProps) {
  const { label, hint, error, required, value, onChange, options, none, ...rest } = props;
  return (
    <FieldFrame label={label} hint={hint} error={error} required={required}>
      {(tied) => (
        <select
          className="input"
          {...rest}
          {...tied}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {none !== undefined && <option value="">{none}</option>}
          {options.map((each) => (
            <option key={each.value} value={each.value} disabled={each.disabled}>
              {each.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

export function Tick(props: {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  autoFocus?: boolean;
}) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        className="tick"
        checked={props.checked}
        disabled={props.disabled}
        autoFocus={props.autoFocus}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}
