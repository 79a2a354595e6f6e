/** What will happen to a projection, said before it does; a rebuild is confirmed by its name. */
import { useState } from "react";
import { count } from "../../lib/format";
import { FormErrors } from "../../ui/errors";
import { TextField } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { useOperate, type Deed } from "./useOperate";

interface Props {
  deed: Deed;
  head: number;
  /** How many records it takes in again. */
  aside?: number;
  close: () => void;
}

const VERBS: Record<Deed["act"], string> = {
  rebuild: "Rebuild",
  pause: "Pause",
  resume: "Resume",
  release: "Release",
};

export default function OperateDialog({ deed, head, aside = 0, close }: Props) {
  const { name, act } = deed;
  const [typed, setTyped] = useState("");
  const operate = useOperate(close);
  const confirms = act === "rebuild";
  return (
    <FormDialog
      title={`${VERBS[act]} ${name}`}
      act={act === "release" ? `Release ${count(aside, "record")}` : VERBS[act]}
      size={460}
      close={close}
      submit={() => operate.mutate(deed)}
      busy={operate.isPending}
      off={confirms && typed !== name}
      errors={new FormErrors(operate.error)}
    >
      <p>{what(act, head, aside)}</p>
      <p className="dim small">Who does this, and when, stands among the operations below.</p>
      {confirms && (
        <TextField
          label={`Type ${name} to confirm`}
          data-autofocus
          spellCheck={false}
          value={typed}
          onChange={setTyped}
        />
      )}
    </FormDialog>
  );
}

function what(act: Deed["act"], head: number, aside: number): string {
  switch (act) {
    case "rebuild":
      return (
        `It reads ${count(head, "event")} again and builds a new version beside the one that serves. ` +
        "Lists go on meanwhile; the new version takes over when it has caught up. Nothing in the ledger changes."
      );
    case "pause":
      return (
        "It takes no further event in until somebody resumes it, and what is made from it waits too. " +
        "Pages show what it has by now and say that they are catching up. Commands go on, and nothing is lost."
      );
    case "resume":
      return "It goes on from where it stands and catches up. What stopped it by itself may stop it again.";
    case "release":
      return (
        `${count(aside, "record")} that could not be taken in ${aside === 1 ? "is" : "are"} tried again, ` +
        "each from the event where it stopped. What still cannot be taken in is set aside again, with its error."
      );
  }
}
