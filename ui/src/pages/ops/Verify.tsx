/** The proof: everything recomputed from the ledger itself, and what came of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { call } from "../../api/client";
import { operationsQuery } from "../../api/reads/ledger";
import type { LedgerState, Operation } from "../../api/types";
import { ago, exact, int, shortHash } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { CopyButton } from "../../ui/CopyButton";
import { IconLedger } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import { watch } from "../../lib/operations";
import { Progress } from "../../ui/Progress";
import { useLatest } from "./useLatest";

export function Verify({ state }: { state: LedgerState }) {
  const { verified } = state;
  const verify = useVerify();
  const running = useRunning();
  return (
    <section className="card" aria-labelledby="verify">
      <header>
        <IconLedger />
        <h2 id="verify" className="grow">
          Proof
        </h2>
        <MayButton
          permission="ledger.verify"
          className="button small main"
          disabled={Boolean(running) || verify.isPending}
          onClick={() => verify.mutate()}
        >
          Verify the ledger
        </MayButton>
      </header>
      <div className="in" aria-live="polite">
        {verify.error && <span className="field-error">{verify.error.message}</span>}
        {running ? (
          <>
            <Progress label="Verification" done={running.done} total={running.total} />
            <span className="dim small num">
              {int(running.done)}
              {running.total ? ` of ${int(running.total)}` : ""} events recomputed
            </span>
          </>
        ) : (
          <Result verified={verified} />
        )}
      </div>
    </section>
  );
}

/** Begun by the button, and by `?do=verify`, which the palette uses. */
function useVerify() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ from: "/frame/ops" });
  const may = useMay("ledger.verify");
  const verify = useMutation({
    mutationFn: () => call<Operation>("post", "/v1/verify"),
    onSuccess: (operation) => {
      watch(operation);
      void client.invalidateQueries({ queryKey: ["operations"] });
    },
  });
  const begun = useRef(false);
  const asked = search.do === "verify" && may;
  const { mutate } = verify;
  useEffect(() => {
    if (!asked || begun.current) return;
    begun.current = true;
    mutate();
    void navigate({ to: "/ops", search: {}, replace: true });
  }, [asked, mutate, navigate]);
  return verify;
}

function useRunning(): Operation | undefined {
  const known = useQuery(operationsQuery).data ?? [];
  const listed = known.find((each) => each.kind === "verify" && each.state === "running");
  const latest = useLatest("verify");
  if (latest && (!listed || listed.id === latest.id)) {
    return latest.state === "running" ? latest : undefined;
  }
  return listed;
}

const WORDS = {
  intact: "Intact",
  altered: "Altered",
  unknown: "Could not tell",
};

function Result({ verified }: Pick<LedgerState, "verified">) {
  if (!verified) {
    return (
      <span className="dim">
        Not verified yet. Verifying recomputes every event, its MAC and the chain of leaves.
      </span>
    );
  }
  const { verdict, at, position, head } = verified;
  return (
    <>
      <div className={`verdict ${verdict}`} role={verdict === "altered" ? "alert" : undefined}>
        <b>{WORDS[verdict]}</b>
        <span>{sentence(verified)}</span>
      </div>
      <div className="pairs">
        <span>Verified</span>
        <time dateTime={at} title={exact(at)}>
          {ago(at)}
        </time>
      </div>
      {head !== null && (
        <div className="pairs">
          <span>Head of the chain</span>
          <span className="row" style={{ gap: 4 }}>
            <span className="mono" title={String(head)}>
              {typeof head === "number" ? int(head) : shortHash(head)}
            </span>
            <CopyButton text={String(head)} />
          </span>
        </div>
      )}
      {position !== null && verdict !== "intact" && (
        <div className="pairs">
          <span>First event that is not as it was written</span>
          <span className="mono">{int(position)}</span>
        </div>
      )}
    </>
  );
}

type Verified = NonNullable<LedgerState["verified"]>;

function sentence({ verdict, position, class: what }: Verified): string {
  switch (verdict) {
    case "intact":
      return "Every event is as it was written, and the chain has no gap.";
    case "altered":
      return `Event ${int(position ?? 0)} is not as it was written${what ? `: ${what}` : ""}.`;
    case "unknown":
      return what ?? "Something that is needed for the proof could not be read.";
  }
}
