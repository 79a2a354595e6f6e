/** Where a file is dropped or chosen. The button is the way for hands that do not drag. */
import "../styles/dropArea.css";
import { useRef, useState, type DragEvent } from "react";
import { IconImport } from "./icons";

interface Props {
  take: (file: File) => void;
  busy: boolean;
  name: string | undefined;
  /** Which files a browser offers: `.csv,.tsv`. */
  accept: string;
}

export function DropArea({ take, busy, name, accept }: Props) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !busy) take(file);
  };

  return (
    <div
      className={over ? "drop-area over" : "drop-area"}
      aria-busy={busy}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconImport size={24} />
      <p role="status">{busy ? `Reading ${name ?? "the file"}…` : "Drop a file here, or"}</p>
      <input
        ref={input}
        type="file"
        className="sr"
        tabIndex={-1}
        aria-label="File to import"
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) take(file);
          event.target.value = ""; // the same file may be chosen again
        }}
      />
      <button
        type="button"
        className="button main"
        data-autofocus
        disabled={busy}
        onClick={() => input.current?.click()}
      >
        Choose a file
      </button>
    </div>
  );
}
