/** A button that is disabled with the reason, when the person lacks the permission for it. */
import type { ButtonHTMLAttributes } from "react";
import { useMay, useMe } from "../lib/meta";

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { permission: string };

export function MayButton({ permission, onClick, title, ...rest }: Props) {
  const may = useMay(permission);
  const known = useMe() !== undefined;
  // aria-disabled keeps the button in the tab order, so that its reason can be read.
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={!may || undefined}
      title={may || !known ? title : `It takes the permission ${permission}`}
      onClick={may ? onClick : undefined}
    />
  );
}
