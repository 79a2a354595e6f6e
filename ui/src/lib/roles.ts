/** What a contact may be on a case. Further roles are the firm's own words. */
import type { Option } from "../api/types";

export const CLIENT = "client";

export const ROLES: Option[] = [
  { key: CLIENT, label: "Client" },
  { key: "opposing-party", label: "Opposing party" },
  { key: "counsel", label: "Counsel" },
  { key: "opposing-counsel", label: "Opposing counsel" },
  { key: "witness", label: "Witness" },
  { key: "representative", label: "Representative" },
  { key: "notified", label: "Notified" },
  { key: "other", label: "Other" },
];

export function roleLabel(role: string): string {
  const known = ROLES.find((each) => each.key === role)?.label;
  const words = role.replaceAll("-", " ");
  return known ?? words.charAt(0).toUpperCase() + words.slice(1);
}
