/** The changes in bulk so far: what, of how many cases, by whom, and how they came out. */
import "../../styles/imports.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { bulksQuery } from "../../api/reads/work";
import type { Bulk } from "../../api/types";
import { cameOut, DONE, OUTCOMES, STATES } from "../../lib/bulk";
import { ago, exact, int, NOTHING } from "../../lib/format";
import { IconStatus } from "../../ui/icons";
import { Empty, ErrorNote, Failed, Loading } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { useTitles } from "./useTitles";

export function OperationListPage() {
  const query = useQuery(bulksQuery);
  const { data, isError, error, refetch } = query;
  const again = () => void refetch();
  if (isError && !data) return <Failed what="The changes in bulk" error={error} retry={again} />;
  return (
    <>
      <TopOfPage title="Bulk changes" />
      {isError && <ErrorNote what="The list could not be renewed." error={error} retry={again} />}
      <div className="page" aria-busy={query.isFetching}>
        {query.isPending && (
          <div className="page-in">
            <Loading />
          </div>
        )}
        {data && !data.length && <None />}
        {data && data.length > 0 && <Table bulks={data} />}
      </div>
    </>
  );
}

function None() {
  return (
    <Empty
      icon={<IconStatus size={24} />}
      title="Nothing was changed in bulk yet"
      action={
        <Link className="button main" to="/cases" search={{}}>
          Go to the cases
        </Link>
      }
    >
      Select cases in the list, then change the status, assign somebody or archive them. You see what
      would happen before it does.
    </Empty>
  );
}

function Table({ bulks }: { bulks: Bulk[] }) {
  const titled = useTitles();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Bulk changes, table">
      <table className="table imports-table bulk-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">State</th>
            <th scope="col" className="right">
              Cases
            </th>
            {OUTCOMES.map((outcome) => (
              <th key={outcome} scope="col" className="right">
                {DONE[outcome]}
              </th>
            ))}
            <th scope="col">By</th>
            <th scope="col" className="right">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {bulks.map((each) => (
            <Row key={each.id} bulk={each} title={titled(each)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ bulk, title }: { bulk: Bulk; title: string }) {
  return (
    <tr>
      <th scope="row">
        <Link className="row-name" to="/operations/$id" params={{ id: bulk.id }}>
          {title}
        </Link>
      </th>
      <td>
        <span className={`verdict state-tag ${bulk.state}`}>{STATES[bulk.state]}</span>
      </td>
      <td className="right num">{int(bulk.cases)}</td>
      {OUTCOMES.map((outcome) => (
        <td key={outcome} className="right num">
          {bulk.state === "planned" ? NOTHING : int(cameOut(bulk, outcome))}
        </td>
      ))}
      <td>{bulk.by ?? NOTHING}</td>
      <td className="right num dim">
        <time dateTime={bulk.at} title={exact(bulk.at)}>
          {ago(bulk.at)}
        </time>
      </td>
    </tr>
  );
}
