/** A dialog that asks for something and does it: what went wrong stays in it, with what was typed. */
import { Modal } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { OtherErrors, type FormErrors } from "./errors";

interface Props {
  title: string;
  close: () => void;
  submit: () => void;
  busy: boolean;
  errors: FormErrors;
  /** What the button does: the same verb as the title. */
  act: string;
  danger?: boolean;
  off?: boolean;
  size?: number;
  children: ReactNode;
}

export function FormDialog(props: Props) {
  const { title, close, submit, busy, errors, act, danger, off, size = 480, children } = props;
  const submitted = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && !off) submit();
  };
  return (
    <Modal opened onClose={close} title={title} size={size}>
      <form className="stack" style={{ gap: 16 }} noValidate aria-busy={busy} onSubmit={submitted}>
        {children}
        <OtherErrors errors={errors} />
        <div className="form-foot">
          <button type="button" className="button ghost" onClick={close}>
            Cancel
          </button>
          <button type="submit" className={`button ${danger ? "danger" : "main"}`} disabled={busy || off}>
            {act}
          </button>
        </div>
      </form>
    </Modal>
  );
}
