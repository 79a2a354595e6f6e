/** The imports so far: which file, by whom, how far, and how its rows came out. */
import "../../styles/imports.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { importsQuery } from "../../api/reads/work";
import type { Import } from "../../api/types";
import { ago, bytes, exact, int, NOTHING } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { IconImport, IconPlus } from "../../ui/icons";
import { Empty, ErrorNote, Failed, Loading } from "../../ui/States";
import { Table } from "../../ui/Table";
import { TopOfPage } from "../../ui/TopOfPage";
import { Presets } from "./Presets";

export function ImportListPage() {
  const query = useQuery(importsQuery);
  const { data, isError, error, refetch } = query;
  if (isError && !data) {
    return <Failed what="The imports" error={error} retry={() => void refetch()} />;
  }
  return (
    <>
      <TopOfPage title="Imports" actions={<NewImport />} />
      {isError && (
        <ErrorNote what="The imports could not be renewed." error={error} retry={() => void refetch()} />
      )}
      <div className="page" aria-busy={query.isFetching}>
        {query.isPending && (
          <div className="page-in">
            <Loading />
          </div>
        )}
        {data && !data.length && (
          <Empty icon={<IconImport size={24} />} title="Nothing was imported yet" action={<NewImport />}>
            A spreadsheet of cases or contacts comes in by steps: what each column is, what would
            happen, then the import itself.
          </Empty>
        )}
        {data && data.length > 0 && <Imports imports={data} />}
        <Presets />
      </div>
    </>
  );
}

function NewImport() {
  const may = useMay("imports.run");
  if (!may) {
    return (
      <button type="button" className="button" disabled title="It takes the permission imports.run">
        New import
      </button>
    );
  }
  return (
    <Link className="button main" to="/imports/new" search={{}}>
      <IconPlus size={15} />
      New import
    </Link>
  );
}

const STATES: Record<Import["state"], string> = {
  uploaded: "To be mapped",
  planning: "Dry run",
  planned: "Ready to run",
  running: "Running",
  finished: "Done",
  stopped: "Stopped",
  failed: "Failed",
};

function Imports({ imports }: { imports: Import[] }) {
  return (
    <Table
      name="Imports"
      className="imports-table"
      headings={[
        "File",
        "State",
        { right: "Rows" },
        { right: "Created" },
        { right: "Updated" },
        { right: "Skipped" },
        { right: "Failed" },
        "By",
        { right: "When" },
      ]}
    >
      {imports.map((each) => (
        <OneImport key={each.id} it={each} />
      ))}
    </Table>
  );
}

function OneImport({ it }: { it: Import }) {
  const { file, counts, progress } = it;
  const share = progress?.total ? Math.floor((100 * progress.done) / progress.total) : 0;
  return (
    <tr>
      <th scope="row">
        <Link className="row-name" to="/imports/$id" params={{ id: it.id }} search={{}}>
          {file.name}
        </Link>
        <div className="dim small">
          {it.kind} · {file.format.toUpperCase()} · {bytes(file.size)}
        </div>
      </th>
      <td>
        <span className={`verdict state-tag ${it.state}`}>
          {STATES[it.state]}
          {it.state === "running" && ` · ${share}%`}
        </span>
      </td>
      <td className="right num">{int(file.rows)}</td>
      {(["create", "update", "skip", "fail"] as const).map((outcome) => (
        <td key={outcome} className={outcome === "fail" && counts?.fail ? "right num danger-ink" : "right num"}>
          {counts ? int(counts[outcome]) : NOTHING}
        </td>
      ))}
      <td>{it.by ?? NOTHING}</td>
      <td className="right num dim">
        <time dateTime={it.at} title={exact(it.at)}>
          {ago(it.at)}
        </time>
      </td>
    </tr>
  );
}
