/** The first step of an import: what it holds, and the file. */
import "../../styles/imports.css";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call } from "../../api/client";
import type { Import, ImportKind } from "../../api/types";
import { bytes } from "../../lib/format";
import { useMay, useMe } from "../../lib/meta";
import { RadioCards } from "../../ui/RadioCards";
import { Forbidden, ErrorNote } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { DropArea } from "./DropArea";
import { Stepper } from "./Stepper";

const MOST_BYTES = 50 * 1024 * 1024;
const KINDS: { value: ImportKind; title: string; says: string }[] = [
  {
    value: "cases",
    title: "Cases",
    says: "Each row is a case, with its clients if the file has them. Several rows of one case are put together.",
  },
  {
    value: "contacts",
    title: "Contacts",
    says: "Each row is a person or a business. With a case number it is linked to that case, in a role.",
  },
];

export function NewImportPage() {
  const [kind, setKind] = useState<ImportKind>("cases");
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const navigate = useNavigate();
  const known = useMe();
  const may = useMay("imports.run");

  const upload = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.append("kind", kind);
      body.append("file", file);
      return call<Import>("post", "/v1/imports", { body });
    },
    onSuccess: ({ id }) =>
      void navigate({ to: "/imports/$id", params: { id }, search: { step: "map" } }),
  });

  const take = (file: File) => {
    const large = file.size >= MOST_BYTES;
    setTooLarge(large ? `${file.name} has ${bytes(file.size)}. A file must be smaller than 50 MB.` : null);
    if (!large) upload.mutate(file);
  };

  if (known && !may) return <Forbidden permission="imports.run" />;
  return (
    <>
      <TopOfPage title="New import" />
      <Stepper at="upload" />
      <div className="page">
        <div className="page-in import-page">
          <RadioCards legend="What the file holds" value={kind} of={KINDS} pick={setKind} />
          {tooLarge && (
            <div className="banner danger boxed" role="alert">
              {tooLarge}
            </div>
          )}
          {upload.isError && (
            <ErrorNote what="The file was not taken." error={upload.error} />
          )}
          <DropArea take={take} busy={upload.isPending} name={upload.variables?.name} />
          <p className="dim">
            CSV, TSV, XLSX or XLS, smaller than 50 MB. Encoding, delimiter and header row are found and
            shown; nothing is written before you have seen what would happen.{" "}
            <a className="link" href={`/v1/imports/templates/${kind}.csv`} download>
              Download a template for {kind}
            </a>
          </p>
        </div>
      </div>
    </>
  );
}
