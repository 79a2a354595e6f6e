/** Keeps the settings of an import under a name, for whoever in the firm gets such a file again. */
import { useState } from "react";
import type { Import } from "../../api/types";
import { FormErrors } from "../../ui/errors";
import { TextField } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { MayButton } from "../../ui/MayButton";
import { usePresets, useSavePreset } from "./presets";

export function SavePreset({ it }: { it: Import }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <MayButton permission="imports.run" className="button" onClick={() => setOpen(true)}>
        Save these settings
      </MayButton>
      {open && <PresetDialog it={it} close={() => setOpen(false)} />}
    </>
  );
}

function PresetDialog({ it, close }: { it: Import; close: () => void }) {
  const presets = usePresets(it.kind);
  const used = presets.find(({ id }) => id === it.options.preset);
  const [name, setName] = useState(used?.name ?? "");
  const save = useSavePreset(it.id, close);
  const errors = new FormErrors(save.error);
  const plain = name.trim().toLowerCase();
  const known = presets.some((each) => each.name.toLowerCase() === plain);
  return (
    <FormDialog
      title="Save these settings"
      act={known ? "Replace" : "Save"}
      close={close}
      submit={() => save.mutate(name)}
      busy={save.isPending}
      off={!plain}
      errors={errors}
    >
      <p>
        What each column is taken for and the options are kept under a name. Everybody in your firm who
        imports can choose them, and a file with the same headings offers them.
      </p>
      <TextField
        label="Name"
        required
        data-autofocus
        maxLength={200}
        value={name}
        onChange={setName}
        error={errors.at("name")}
        hint={known ? "The settings of this name are replaced by these." : undefined}
      />
    </FormDialog>
  );
}
