/** The first step of an import: what it holds, and the file. */
import "../../styles/imports.css";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call } from "../../api/client";
import { importQuery } from "../../api/reads/work";
import type { Import, ImportKind } from "../../api/types";
import { bytes, localDay } from "../../lib/format";
import { useMay, useMe } from "../../lib/meta";
import { first, type Search } from "../../lib/search";
import { DropArea } from "../../ui/DropArea";
import { RadioCards } from "../../ui/RadioCards";
import { Forbidden, ErrorNote } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
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

const route = getRouteApi("/frame/imports/new");

export function NewImportPage() {
  const search: Search = route.useSearch();
  const like = first(search.like);
  const before = useQuery({ ...importQuery(like ?? ""), enabled: like !== undefined });
  const [picked, setKind] = useState<ImportKind>("cases");
  const kind = before.data?.kind ?? picked;
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const navigate = useNavigate();
  const known = useMe();
  const may = useMay("imports.run");

  const upload = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.append("kind", kind);
      if (like) body.append("like", like);
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
          {before.isError && (
            <ErrorNote what="The settings were not found." error={before.error} />
          )}
          {before.data ? (
            <SameSettings before={before.data} />
          ) : (
            <RadioCards legend="What the file holds" value={kind} of={KINDS} pick={setKind} />
          )}
          {tooLarge && (
            <div className="banner danger boxed" role="alert">
              {tooLarge}
            </div>
          )}
          {upload.isError && (
            <ErrorNote what="The file was not taken." error={upload.error} />
          )}
          <DropArea
            take={take}
            busy={upload.isPending || before.isLoading}
            name={upload.variables?.name}
            accept=".csv,.tsv,.txt,.xlsx,.xls"
          />
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

function SameSettings({ before }: { before: Import }) {
  return (
    <p className="case-note row wrap">
      <span className="grow">
        With the settings of <b>{before.file.name}</b>, imported on {localDay(before.at)}: {before.kind},
        the same options, and each column of the same heading is taken for the same.
      </span>
      <Link className="link" to="/imports/new" search={{}}>
        Choose anew
      </Link>
    </p>
  );
}
