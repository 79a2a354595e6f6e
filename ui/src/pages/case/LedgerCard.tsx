/** What the ledger says of a case: its version, its place, its leaf, and whether it was proven. */
import { useMutation } from "@tanstack/react-query";
import { call } from "../../api/client";
import type { Operation } from "../../api/types";
import { ago, exact, int, localDay, shortHash } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { toast } from "../../lib/toasts";
import { IconLedger } from "../../ui/icons";
import { follow } from "../../lib/operations";
import { useCasePlace } from "./place";
import type { Seen } from "./seen";

export function LedgerCard({ seen }: { seen: Seen }) {
  const { ledger, case: row } = seen.detail;
  const { go } = useCasePlace();
  const versions =
    seen.past && ledger.version !== seen.present.ledger.version
      ? `${int(ledger.version)} of ${int(seen.present.ledger.version)}`
      : int(ledger.version);
  return (
    <section className="card">
      <header>
        <span className="accent">
          <IconLedger />
        </span>
        <span className="grow">Ledger</span>
        <Verified verified={ledger.verified} />
      </header>
      <div className="in">
        <Pair label="Version">
          <span className="num">{versions}</span>
        </Pair>
        <Pair label="Position">
          <button
            type="button"
            className="link mono"
            title="Show this event as it is stored"
            onClick={() => go({ event: String(ledger.position) })}
          >
            {int(ledger.position)}
          </button>
        </Pair>
        <Pair label="Leaf hash">
          {ledger.leaf ? (
            <span className="mono" title={ledger.leaf}>
              {shortHash(ledger.leaf)}
            </span>
          ) : (
            <span className="dim">not chained yet</span>
          )}
        </Pair>
        <Pair label="Last change">
          <time dateTime={row.updated_at} title={exact(row.updated_at)}>
            {seen.past ? localDay(row.updated_at) : ago(row.updated_at)}
          </time>
        </Pair>
        <VerifyButton />
      </div>
    </section>
  );
}

function Verified({ verified }: { verified: boolean | null }) {
  if (verified === null) return <span className="dim small">Not verified yet</span>;
  if (!verified) return <b className="danger-ink small">Altered</b>;
  return <span className="dim small">Verified</span>;
}

function VerifyButton() {
  const may = useMay("ledger.verify");
  const verify = useMutation({
    mutationFn: () => call<Operation>("post", "/v1/verify"),
    onSuccess: follow,
    onError: (error) =>
      toast({ id: "verify", tone: "danger", title: "Not verified", message: error.message }),
  });
  return (
    <button
      type="button"
      className="button small"
      disabled={!may || verify.isPending}
      title={may ? undefined : "It takes the permission ledger.verify"}
      onClick={() => verify.mutate()}
    >
      Verify the ledger
    </button>
  );
}

const Pair = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="pairs">
    <span>{label}</span>
    {children}
  </div>
);
