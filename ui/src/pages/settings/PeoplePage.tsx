/** The people of the firm and the keys of its programs: to read; the command line changes them. */
import { useQuery } from "@tanstack/react-query";
import { keysQuery, peopleQuery } from "../../api/reads";
import { useMay } from "../../lib/meta";
import { Who } from "../../ui/Chips";
import { Failed, Loading } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";

export function PeoplePage() {
  return (
    <>
      <TopOfPage title="People & keys" />
      <div className="page">
        <div className="page-in">
          <People />
          <Keys />
        </div>
      </div>
    </>
  );
}

function People() {
  const { data, error, isPending, refetch } = useQuery(peopleQuery);
  if (error) return <Failed what="The people" error={error} retry={() => void refetch()} />;
  return (
    <section className="card" aria-labelledby="people" aria-busy={isPending}>
      <header>
        <h2 id="people">People</h2>
        <span className="count">{data?.length ?? 0}</span>
      </header>
      {isPending && (
        <div className="in">
          <Loading label="Loading people" />
        </div>
      )}
      <div className="table-scroll" tabIndex={0} role="region" aria-label="People, table">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">E-mail</th>
              <th scope="col">Role</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {data?.map((person) => (
              <tr key={person.id}>
                <th scope="row">
                  <Who name={person.name} />
                </th>
                <td>{person.email}</td>
                <td className="capital">{person.role}</td>
                <td className="dim">{person.active ? "Active" : "Deactivated"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Hint command={"./run person add NAME EMAIL --role ROLE"}>
        People are added on the machine that runs Caseledger:
      </Hint>
    </section>
  );
}

function Keys() {
  const may = useMay("keys.read");
  const { data } = useQuery({ ...keysQuery, enabled: may });
  if (!may) return null;
  return (
    <section className="card" aria-labelledby="keys">
      <header>
        <h2 id="keys">API keys</h2>
        <span className="count">{data?.length ?? 0}</span>
      </header>
      {data && data.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-label="API keys, table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Can</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {data.map((key) => (
                <tr key={key.id}>
                  <th scope="row">{key.name}</th>
                  <td>{key.can.join(", ")}</td>
                  <td className="dim">{key.disabled ? "Disabled" : "Active"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Hint command={"./run key create NAME --can read,write"}>
        A key is shown once, when it is made:
      </Hint>
    </section>
  );
}

function Hint({ children, command }: { children: string; command: string }) {
  return (
    <div className="in dim small">
      {children} <code className="mono">{command}</code>
    </div>
  );
}
