/** Writing a note. The draft stays in this browser until it is saved or thrown away. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { command, newKey } from "../../../api/client";
import { forgetDraft, keepDraft, keptDraft } from "../../../lib/drafts";
import { toast } from "../../../lib/toasts";
import { useCasePlace } from "../place";
import { NoteEditor } from "./NoteEditor";

export function WriteNote({ id, begun }: { id: string; begun: boolean }) {
  const draft = `note.${id}`;
  const [text, setText] = useState(() => keptDraft(draft));
  const [open, setOpen] = useState(begun || text !== "");
  const { go } = useCasePlace();
  const client = useQueryClient();

  useEffect(() => {
    if (!begun) return;
    setOpen(true);
    go({ write: undefined }); // it was a wish, not a place
  }, [begun]);

  const save = useMutation({
    mutationFn: (key: string) => command("write-note", { case_id: id, text }, { key }),
    onSuccess: () => {
      leave();
      toast({ id: "note", message: "Note saved" });
      void client.invalidateQueries({ queryKey: ["case", id] });
    },
  });

  const change = (next: string) => {
    setText(next);
    keepDraft(draft, next);
  };

  const leave = () => {
    setText("");
    forgetDraft(draft);
    setOpen(false);
  };

  if (!open) {
    return (
      <button type="button" className="button dashed note-begin" onClick={() => setOpen(true)}>
        Write a note…
      </button>
    );
  }
  return (
    <NoteEditor
      label="New note"
      text={text}
      change={change}
      save={() => save.mutate(newKey())}
      saving={save.isPending}
      error={save.error}
      cancel={leave}
      cancelSays={text ? "Throw away" : "Cancel"}
      kept={text !== ""}
    />
  );
}
