/** Commands about one contact: saved in turn, then what is shown of it is asked again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { command, newKey } from "../../api/client";
import { toast } from "../../lib/toasts";
import { inTurn } from "../../lib/turns";

export interface ContactAct {
  command: string;
  /** The body without `contact_id`. */
  body: object;
  version?: number;
  /** What a toast says when it is done; an inline field says it itself. */
  says?: string;
  key?: string;
}

export function useContactAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ command: name, body, version, key = newKey() }: ContactAct) => {
      const asked = { contact_id: id, ...body };
      if (version === undefined) return command(name, asked, { key });
      return inTurn(id, version, (expected) => command(name, asked, { version: expected, key }));
    },
    onSuccess: async (_, { says }) => {
      if (says) toast({ id: `contact-${id}`, message: says });
      void client.invalidateQueries({ queryKey: ["contacts"] });
      void client.invalidateQueries({ queryKey: ["cases"], refetchType: "none" });
      await client.invalidateQueries({ queryKey: ["contact", id] });
    },
  });
}
