/** What may be done with views: each is a command, and what is shown of them is asked again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { command, newKey } from "../../api/client";
import { lastingOf } from "../../api/reads/views";
import type { View } from "../../api/types";
import { asked } from "../../lib/filters";
import { toast } from "../../lib/toasts";
import type { CaseList } from "./useCaseList";

interface Act {
  name: string;
  body: object;
  version?: number;
  says?: string;
}

/** The name of a command about a view: what is the firm's has its own. */
export const about = (verb: string, { shared }: View): string =>
  `${verb}-${shared ? "shared-" : ""}view`;

export const permissionFor = ({ shared }: View): string => (shared ? "views.share" : "views.edit");

/** Gives a command about views, and tells how it came out. */
export function useViewAct() {
  const client = useQueryClient();
  const renew = () => client.invalidateQueries({ queryKey: ["views"] });
  return useMutation({
    mutationFn: ({ name, body, version }: Act) => command(name, body, { version, key: newKey() }),
    onSuccess: async (_, { says }) => {
      await renew();
      if (says) toast({ id: "view", message: says });
    },
    onError: async (error) => {
      toast({ id: "view", tone: "danger", stays: true, title: "Not saved", message: error.message });
      await renew();
    },
  });
}

/** What the list shows, as a view keeps it: all but the words that are searched for and the moment. */
export async function shapeOf(list: CaseList): Promise<object> {
  const { q: _, as_of: __, ...filters } = asked(list.search);
  const { condition, cases } = await lastingOf({ ...filters, sort: list.sort });
  return {
    condition,
    cases,
    sort: list.sort,
    columns: list.columns.map((each) => each.id),
    density: list.compact ? "compact" : "normal",
  };
}
