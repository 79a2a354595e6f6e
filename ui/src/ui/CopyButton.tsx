/** Copies a text; where that is forbidden (plain http elsewhere than localhost) it is selected by hand. */
import type { ButtonHTMLAttributes } from "react";

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { text: string };

export function CopyButton({ text, ...rest }: Props) {
  return (
    <button
      type="button"
      className="button small ghost"
      {...rest}
      onClick={() => void navigator.clipboard?.writeText(text)}
    >
      Copy
    </button>
  );
}
