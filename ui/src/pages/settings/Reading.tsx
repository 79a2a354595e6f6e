/** Who may only read the settings is told so, and who can give the permission. */
import { useMay, useMe } from "../../lib/meta";

export const EDIT = "settings.edit";

export function ReadingOnly() {
  const may = useMay(EDIT);
  const known = useMe() !== undefined;
  if (may || !known) return null;
  return (
    <div className="impact" role="note">
      You can read this. Changing it takes the permission <b>{EDIT}</b>, which administrators have.
    </div>
  );
}

/** Why something cannot be done, for a menu that has the act in it; undefined: it can. */
export const useWhyNot = (): string | undefined =>
  useMay(EDIT) ? undefined : `It takes the permission ${EDIT}`;
