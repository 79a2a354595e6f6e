/** That cases are being changed behind this list, and that they were: whoever looks asks anew. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "@tanstack/react-router";
import type { Operation } from "../../api/types";
import { count, int } from "../../lib/format";
import { shown } from "../../lib/operations";
import { onStream } from "../../lib/stream";

const KINDS = ["bulk", "import"];

const touches = ({ kind }: Operation): boolean => KINDS.includes(kind);

export function Changing() {
  const client = useQueryClient();
  // Those of this person, and whatever is told while the list is looked at.
  const [latest, setLatest] = useState<Operation | undefined>(() =>
    shown.value.findLast((each) => touches(each) && each.state === "running"),
  );
  useEffect(() => onStream("operation", (it) => touches(it) && setLatest(it)), []);
  if (!latest) return null;
  const { state, done, total, title } = latest;
  const going = state === "running";
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ["cases"] });
    if (!going) setLatest(undefined);
  };
  return (
    <div className="select-note" role="note">
      <span>
        {going ? (
          <>
            <b className="num">{count(total ?? done, "case")}</b> are changing: {title}
            <span className="num dim"> · {int(done)} done</span>
          </>
        ) : (
          <>Cases were changed: {title}</>
        )}
      </span>
      {latest.kind === "bulk" && (
        <Link className="link" to="/operations/$id" params={{ id: latest.id }}>
          See the cases
        </Link>
      )}
      <button type="button" className="link" onClick={refresh}>
        Refresh
      </button>
    </div>
  );
}
