/** The editor of a note: plain text with a little Markdown; ⌘Enter saves. */
import { useId, type KeyboardEvent } from "react";

interface Props {
  label: string;
  text: string;
  change: (text: string) => void;
  save: () => void;
  saving: boolean;
  error: Error | null;
  cancel: () => void;
  cancelSays: string;
  /** The draft is kept in this browser. */
  kept?: boolean;
}

export function NoteEditor(props: Props) {
  const id = useId();
  const empty = !props.text.trim();

  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    if (!empty && !props.saving) props.save();
  };

  return (
    <div className="card note-editor">
      <textarea
        className="note-text"
        aria-label={props.label}
        aria-describedby={`${id}-help`}
        rows={5}
        autoFocus
        placeholder="What should colleagues know?"
        value={props.text}
        onChange={(event) => props.change(event.target.value)}
        onKeyDown={keys}
      />
      {props.error && (
        <p className="field-error" role="alert">
          Not saved. {props.error.message}
        </p>
      )}
      <div className="row wrap note-foot">
        <span id={`${id}-help`} className="dim small grow">
          <b>**bold**</b> · <i>_italic_</i> · - list · [words](address)
          {props.kept && " · draft kept in this browser"}
        </span>
        <button type="button" className="button small" onClick={props.cancel}>
          {props.cancelSays}
        </button>
        <button
          type="button"
          className="button small main"
          title="⌘Enter or Ctrl-Enter"
          disabled={empty || props.saving}
          onClick={props.save}
        >
          {props.saving ? "Saving…" : "Save note"}
        </button>
      </div>
    </div>
  );
}
