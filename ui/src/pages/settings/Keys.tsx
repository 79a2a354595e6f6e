/** The keys of programs: what each may do, when it was last used, and an end to it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { command } from "../../api/client";
import { keysQuery } from "../../api/reads/firm";
import type { ApiKey } from "../../api/types";
import { ago, exact } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { IconPlus } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { TableCard } from "../../ui/Table";

const KeyDialog = lazy(() => import("./KeyDialog"));

export function Keys() {
  const may = useMay("keys.read");
  const { data, isPending } = useQuery({ ...keysQuery, enabled: may });
  const [issuing, setIssuing] = useState(false);
  if (!may) return null;
  return (
    <>
      <TableCard
        name="API keys"
        count={data?.length ?? 0}
        headings={["Name", "Can", "Issued", "Last used", "State", { sr: "Actions" }]}
        busy={isPending}
        empty="No program has a key yet. It sends one as X-API-KEY."
        actions={
          <MayButton
            permission="keys.manage"
            className="button small main"
            onClick={() => setIssuing(true)}
          >
            <IconPlus size={14} />
            Issue a key
          </MayButton>
        }
      >
        {data?.map((key) => (
          <Row key={key.id} it={key} />
        ))}
      </TableCard>
      <Suspense>{issuing && <KeyDialog close={() => setIssuing(false)} />}</Suspense>
    </>
  );
}

function Row({ it }: { it: ApiKey }) {
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const disable = useMutation({
    mutationFn: () => command("disable-key", { key_id: it.id }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["keys"] }),
  });
  return (
    <tr>
      <th scope="row">
        {it.name}
        {disable.error && <div className="field-error">{disable.error.message}</div>}
      </th>
      <td>{it.can.join(", ")}</td>
      <td className="dim">
        <Ago at={it.made_at} />
      </td>
      <td className="dim">{it.used_at ? <Ago at={it.used_at} /> : "Never"}</td>
      <td className="dim">{it.disabled ? "Disabled" : "Active"}</td>
      <td className="right">
        {!it.disabled && (
          <MayButton
            permission="keys.manage"
            className={sure ? "button small danger" : "button small"}
            aria-label={sure ? `Disable ${it.name} for ever` : `Disable ${it.name}`}
            disabled={disable.isPending}
            onBlur={() => setSure(false)}
            onClick={() => (sure ? disable.mutate() : setSure(true))}
          >
            {sure ? "For ever?" : "Disable"}
          </MayButton>
        )}
      </td>
    </tr>
  );
}

function Ago({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {ago(at)}
    </time>
  );
}
