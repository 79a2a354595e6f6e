/** The steps of an import: each is an address; what is done or not there yet cannot be entered. */
import { Link } from "@tanstack/react-router";
import type { Import } from "../../api/types";
import { isOpen, STEP_NAMES, STEPS, type Step } from "../../lib/imports";
import { IconCheck } from "../../ui/icons";

interface Props {
  at: Step;
  it?: Import;
}

export function Stepper({ at, it }: Props) {
  const current = STEPS.indexOf(at);
  return (
    <nav className="stepper" aria-label="Steps of the import">
      <ol>
        {STEPS.map((step, i) => (
          <li key={step} className={i < current ? "done" : undefined}>
            <OneStep step={step} number={i + 1} done={i < current} at={at} it={it} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function OneStep(props: Props & { step: Step; number: number; done: boolean }) {
  const { step, at, it } = props;
  const mark = (
    <>
      <span className="step-mark num" aria-hidden>
        {props.done ? <IconCheck size={12} /> : props.number}
      </span>
      <span className="step-name">{STEP_NAMES[step]}</span>
    </>
  );
  if (step === at) return <span aria-current="step">{mark}</span>;
  if (!it || !isOpen(step, it)) return <span className="closed">{mark}</span>;
  return (
    <Link to="/imports/$id" params={{ id: it.id }} search={{ step }}>
      {mark}
    </Link>
  );
}
