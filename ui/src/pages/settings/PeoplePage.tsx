/** The people of the firm, whom the command line adds, and the keys of its programs. */
import { useQuery } from "@tanstack/react-query";
import { peopleQuery } from "../../api/reads/firm";
import { Who } from "../../ui/Chips";
import { Failed } from "../../ui/States";
import { TableCard } from "../../ui/Table";
import { TopOfPage } from "../../ui/TopOfPage";
import { Keys } from "./Keys";

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
    <TableCard
      name="People"
      count={data?.length ?? 0}
      headings={["Name", "E-mail", "Role", "State"]}
      busy={isPending}
      foot={
        <div className="in dim small">
          People are added on the machine that runs Caseledger:{" "}
          <code className="mono">./run person add NAME EMAIL --role ROLE</code>
        </div>
      }
    >
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
    </TableCard>
  );
}
