/** A type of case made of a file: the file is chosen, looked at, called otherwise if need be, and taken. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { call, give, newKey } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Receipt, TypeFileReport } from "../../api/types";
import { bytes } from "../../lib/format";
import { renewed } from "../../lib/settingsAct";
import { toast } from "../../lib/toasts";
import { DropArea } from "../../ui/DropArea";
import { FormErrors } from "../../ui/errors";
import { TextField } from "../../ui/Fields";
import { FormDialog } from "../../ui/FormDialog";
import { problemsOf, TypeReport } from "./TypeReport";

const AT = "/v1/case-types/file";
const MOST_BYTES = 1_000_000;

/** What is asked: the file, and what to call the type if not as the file does. */
interface Asked {
  file: File;
  name?: string;
  code?: string;
}

function formOf(asked: Asked): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(asked)) if (value) form.append(name, value as string | Blob);
  return form;
}

export function ImportTypeDialog({ close }: { close: () => void }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [report, setReport] = useState<TypeFileReport | null>(null);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const look = useMutation({
    mutationFn: (it: Asked) => call<TypeFileReport>("post", `${AT}/dry-run`, { body: formOf(it) }),
    onSuccess: setReport,
  });
  const make = useMaking(report, close, () => asked && look.mutate(asked));

  const take = (file: File) => {
    const large = file.size > MOST_BYTES;
    setTooLarge(large ? `${file.name} has ${bytes(file.size)}. The file of a type has 1 MB at most.` : null);
    if (large) return;
    setAsked({ file });
    look.mutate({ file });
  };
  const again = () => {
    setAsked(null);
    setReport(null);
    look.reset();
    make.reset();
  };
  const unusable = problemOf(make.error)?.slug === "type-file-unusable"; // the report says it
  const errors = new FormErrors(look.error ?? (unusable ? null : make.error));
  return (
    <FormDialog
      title="Import a case type"
      size={680}
      close={close}
      submit={() => asked && make.mutate(asked)}
      busy={make.isPending || (look.isPending && !report)}
      errors={errors}
      act="Import"
      off={!asked || !report || asked.name?.trim() === "" || problemsOf(report, asked).length > 0}
    >
      {tooLarge && (
        <div className="note-box danger" role="alert">
          {tooLarge}
        </div>
      )}
      {asked && report ? (
        <>
          <Chosen file={asked.file} again={again} />
          <TypeReport report={report} asked={asked}>
            {report.name !== null && (
              <Called report={report} asked={asked} errors={errors} set={setAsked} check={(it) => look.mutate(it)} />
            )}
          </TypeReport>
        </>
      ) : (
        <>
          <p className="dim">
            A file that was exported here or in another firm. Nothing is made before you have seen what it would be.
          </p>
          <DropArea take={take} busy={look.isPending} name={asked?.file.name} accept=".json,application/json" />
        </>
      )}
    </FormDialog>
  );
}

function useMaking(report: TypeFileReport | null, close: () => void, lookAgain: () => void) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: (it: Asked) => give<Receipt>(AT, formOf(it), { key: key.current }),
    onSuccess: async ({ id }, it) => {
      toast({ id: "settings", message: `${it.name ?? report?.name ?? "The case type"} imported` });
      close();
      await navigate({ to: "/settings/case-types/$id", params: { id }, search: {} });
      await renewed(client);
    },
    onError: () => {
      key.current = newKey();
      lookAgain();
    },
  });
}

function Chosen({ file, again }: { file: File; again: () => void }) {
  return (
    <div className="row wrap chosen-file">
      <b className="ell" title={file.name}>
        {file.name}
      </b>
      <span className="dim num">{bytes(file.size)}</span>
      <button type="button" className="button small" onClick={again}>
        Choose another file
      </button>
    </div>
  );
}

interface CalledProps {
  report: TypeFileReport;
  asked: Asked;
  errors: FormErrors;
  set: (asked: Asked) => void;
  check: (asked: Asked) => void;
}

/** What the type will be called. Once it is left, the file is looked at again under that name. */
function Called({ report, asked, errors, set, check }: CalledProps) {
  const free = report.free_name;
  const said = (at: "name" | "code") =>
    asked[at] === undefined || asked[at] === report[at]
      ? (report.lines.find((line) => line.does === "refuses" && line.at === at)?.says ?? null)
      : null;
  const left = (at: "name" | "code") => asked[at] !== undefined && asked[at] !== report[at] && check(asked);
  const use = (name: string) => {
    set({ ...asked, name });
    check({ ...asked, name });
  };
  return (
    <>
      <div className="form-grid">
        <TextField
          label="Name"
          required
          value={asked.name ?? report.name ?? ""}
          onChange={(name) => set({ ...asked, name })}
          onBlur={() => left("name")}
          error={errors.at("name") ?? said("name")}
        />
        <TextField
          label="Code"
          maxLength={8}
          value={asked.code ?? report.code ?? ""}
          onChange={(code) => set({ ...asked, code })}
          onBlur={() => left("code")}
          hint="What case numbers begin with."
          error={errors.at("code") ?? said("code")}
        />
      </div>
      {free && said("name") && (
        <div>
          <button type="button" className="button small" onClick={() => use(free)}>
            Call it {free}
          </button>
        </div>
      )}
    </>
  );
}
