/** The type of a case; another one is chosen in a dialog that shows what it would mean. */
import { lazy, Suspense, useState } from "react";
import { useCaseType } from "../../lib/meta";
import type { Seen } from "./seen";

const TypeDialog = lazy(() => import("./TypeDialog"));

export function TypeButton({ seen }: { seen: Seen }) {
  const { case: row } = seen.detail;
  const [choosing, setChoosing] = useState(false);
  const name = useCaseType(row.type)?.name ?? "…";
  const changed = seen.past && row.type !== seen.present.case.type;
  return (
    <>
      <button
        type="button"
        className={`inline-value fit${changed ? " changed" : ""}`}
        disabled={seen.locked !== null}
        title={seen.locked ?? undefined}
        aria-label={`Case type: ${name}${seen.locked ? "" : ", change"}`}
        onClick={() => setChoosing(true)}
      >
        <span className="ell">{name}</span>
      </button>
      <Suspense>{choosing && <TypeDialog seen={seen} close={() => setChoosing(false)} />}</Suspense>
    </>
  );
}
