/** One note, and what may be done with it. Its html was made safe by the server. */
import { Menu, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { command, newKey } from "../../../api/client";
import type { Note } from "../../../api/types";
import { ago, exact } from "../../../lib/format";
import { dismiss, toast } from "../../../lib/toasts";
import { Badge, Who } from "../../../ui/Chips";
import { AreaField } from "../../../ui/Fields";
import { IconMore } from "../../../ui/icons";
import { NoteEditor } from "./NoteEditor";

interface Props {
  note: Note;
  caseId: string;
  locked: boolean;
}

export function NoteCard({ note, caseId, locked }: Props) {
  const [editing, setEditing] = useState(false);
  const [hiding, setHiding] = useState(false);
  if (editing) return <Revise note={note} caseId={caseId} leave={() => setEditing(false)} />;
  return (
    <article className={note.hidden ? "card note hidden-note" : "card note"}>
      <header>
        <Who name={note.author.name} />
        <time className="dim small" dateTime={note.at} title={exact(note.at)}>
          {ago(note.at)}
        </time>
        {note.revised_at && (
          <span className="dim small" title={exact(note.revised_at)}>
            · edited {ago(note.revised_at)}
          </span>
        )}
        {note.hidden && <Badge>Hidden</Badge>}
        <span className="grow" />
        {!locked && (
          <NoteMenu
            note={note}
            caseId={caseId}
            edit={() => setEditing(true)}
            hide={() => setHiding(true)}
          />
        )}
      </header>
      <div className="note-html" dangerouslySetInnerHTML={{ __html: note.html }} />
      {hiding && <HideDialog note={note} caseId={caseId} close={() => setHiding(false)} />}
    </article>
  );
}

function useNoteCommand(caseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (told: { name: string; body: object; version: number; key: string }) =>
      command(told.name, told.body, { version: told.version, key: told.key }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["case", caseId] }),
  });
}

function NoteMenu(props: { note: Note; caseId: string; edit: () => void; hide: () => void }) {
  const { note } = props;
  const [opened, setOpened] = useState(false);
  const show = useNoteCommand(props.caseId);
  const showAgain = () =>
    show.mutate({
      name: "show-note",
      body: { note_id: note.id },
      version: note.version,
      key: newKey(),
    });
  return (
    <Menu width={180} position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <button type="button" className="button small icon ghost" aria-label="Actions for this note">
          <IconMore size={14} />
        </button>
      </Menu.Target>
      {opened && (
        <Menu.Dropdown>
          <Menu.Item onClick={props.edit}>Edit</Menu.Item>
          {note.hidden ? (
            <Menu.Item onClick={showAgain}>Show again</Menu.Item>
          ) : (
            <Menu.Item onClick={props.hide}>Hide…</Menu.Item>
          )}
        </Menu.Dropdown>
      )}
    </Menu>
  );
}

function Revise({ note, caseId, leave }: { note: Note; caseId: string; leave: () => void }) {
  const [text, setText] = useState(note.text);
  const revise = useNoteCommand(caseId);
  const save = async () => {
    const body = { note_id: note.id, text };
    try {
      await revise.mutateAsync({ name: "revise-note", body, version: note.version, key: newKey() });
      toast({ id: "note", message: "Note saved" });
      leave();
    } catch {
      // The editor says it, and keeps the text.
    }
  };
  return (
    <NoteEditor
      label="Edit the note"
      text={text}
      change={setText}
      save={() => void save()}
      saving={revise.isPending}
      error={revise.error}
      cancel={leave}
      cancelSays="Cancel"
    />
  );
}

function HideDialog({ note, caseId, close }: { note: Note; caseId: string; close: () => void }) {
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const hide = useNoteCommand(caseId);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) return setError("Say why it should not be seen.");
    const body = { note_id: note.id, reason: reason.trim() };
    try {
      const receipt = await hide.mutateAsync({
        name: "hide-note",
        body,
        version: note.version,
        key: newKey(),
      });
      const back = () => {
        dismiss("note");
        hide.mutate({
          name: "show-note",
          body: { note_id: note.id },
          version: receipt.version,
          key: newKey(),
        });
      };
      toast({ id: "note", message: "Note hidden", actions: [{ label: "Undo", run: back }] });
      close();
    } catch (why) {
      setError((why as Error).message);
    }
  };

  return (
    <Modal opened onClose={close} title="Hide this note" size={420}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p>It leaves the tab. Its text and this reason stay in the history of the case.</p>
        <AreaField label="Reason" required rows={2} value={reason} onChange={setReason} error={error} />
        <div className="row end">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button main" disabled={hide.isPending}>
            Hide
          </button>
        </div>
      </form>
    </Modal>
  );
}
