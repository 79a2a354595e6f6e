/** One import, step by step; each step is an address, and a reload stays at it. */
import "../../styles/imports.css";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Import } from "../../api/types";
import { isOpen, standsAt, STEPS, type Step } from "../../lib/imports";
import { first, type Search } from "../../lib/search";
import { Failed, Loading } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { DryRunStep } from "./DryRunStep";
import { DuplicatesStep } from "./DuplicatesStep";
import { MapStep } from "./MapStep";
import { ReportStep } from "./ReportStep";
import { RunStep } from "./RunStep";
import { Stepper } from "./Stepper";
import { useImport } from "./useImport";

const route = getRouteApi("/frame/imports/$id");

export interface StepProps {
  it: Import;
  go: (step: Step) => void;
}

export function ImportPage() {
  const { id } = route.useParams();
  const search: Search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useImport(id);
  const it = query.data;
  const wanted = STEPS.find((each) => each === first(search.step));
  const step = it && (wanted && isOpen(wanted, it) ? wanted : standsAt(it));
  const go = (next: Step) => void navigate({ search: { step: next } });

  if (query.isError && !it) {
    return <Failed what="This import" error={query.error} retry={() => void query.refetch()} />;
  }
  return (
    <>
      <nav className="crumb" aria-label="Place">
        <Link to="/imports">Imports</Link>
        {it && (
          <>
            <span aria-hidden>/</span>
            <span>{it.kind === "cases" ? "Cases" : "Contacts"}</span>
          </>
        )}
      </nav>
      <TopOfPage title={it?.file.name ?? "Import"} />
      {it && step && <Stepper at={step} it={it} />}
      <div className="page">
        <div className="page-in import-page" aria-busy={query.isFetching && !it}>
          {it && step ? <TheStep step={step} it={it} go={go} /> : <Loading lines={8} />}
        </div>
      </div>
    </>
  );
}

function TheStep({ step, ...props }: StepProps & { step: Step }) {
  switch (step) {
    case "duplicates":
      return <DuplicatesStep {...props} />;
    case "dry-run":
      return <DryRunStep {...props} />;
    case "run":
      return <RunStep {...props} />;
    case "report":
      return <ReportStep {...props} />;
    default:
      return <MapStep {...props} />;
  }
}
