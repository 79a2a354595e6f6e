/** Sharing a view with the firm, which is for good. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { command, newKey } from "../../api/client";
import type { View } from "../../api/types";
import { toast } from "../../lib/toasts";
import { FormErrors } from "../../ui/errors";
import { FormDialog } from "../../ui/FormDialog";

export default function ShareDialog({ it, close }: { it: View; close: () => void }) {
  const client = useQueryClient();
  const key = useRef(newKey());
  const share = useMutation({
    mutationFn: () => command("share-view", { view_id: it.id }, { version: it.version, key: key.current }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["views"] });
      toast({ id: "view", message: `Shared ${it.name} with the firm` });
      close();
    },
  });
  return (
    <FormDialog
      title={`Share ${it.name}`}
      act="Share with the firm"
      close={close}
      submit={() => share.mutate()}
      busy={share.isPending}
      errors={new FormErrors(share.error)}
    >
      <p>
        Everybody in your firm sees this view, and whoever may share views can change it. It does not
        become your own again: save another one for that, or archive this one.
      </p>
    </FormDialog>
  );
}
