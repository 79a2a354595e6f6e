/** A page that broke while it was drawn: what is stored is safe, and the rest of the frame works. */
import { Empty } from "../ui/States";

export function BrokenPage({ error }: { error: unknown }) {
  return (
    <div role="alert">
      <Empty
        title="This page broke"
        action={
          <button type="button" className="button" onClick={() => location.reload()}>
            Load it again
          </button>
        }
      >
        What is stored is safe. If it breaks again, this helps whoever mends it:{" "}
        {error instanceof Error ? error.message : String(error)}
      </Empty>
    </div>
  );
}
