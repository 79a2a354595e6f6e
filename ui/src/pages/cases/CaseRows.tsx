/** The rows of the list of cases, or what stands in their place, and what is done with many. */
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useThenSearch } from "../../lib/then";
import { DataGrid } from "../../ui/DataGrid";
import { GridSkeleton } from "../../ui/grid/Skeleton";
import { ErrorNote, Failed } from "../../ui/States";
import { CaseCard } from "./columns";
import { NoSuchView, Nothing } from "./Nothing";
import { SelectAllNote } from "./SelectAllNote";
import { useBulkActs } from "./useBulkActs";
import type { CaseList } from "./useCaseList";

const BulkBar = lazy(() => import("./BulkBar"));
const BulkDialog = lazy(() => import("./BulkDialog"));
const ExportDialog = lazy(() => import("./ExportDialog"));
const PastInPlace = lazy(() => import("./PastInPlace"));
const Similar = lazy(() => import("./Similar"));

export function CaseRows({ list, newCase }: { list: CaseList; newCase: () => void }) {
  const { rows } = list;
  const { isPending, isError, error, refetch } = list.list;
  const again = () => void refetch();
  if (list.viewed.refused) return <NoSuchView list={list} />;
  if (list.past?.isError || (list.past?.data && list.past.data.state !== "ready")) {
    return (
      <Suspense>
        <PastInPlace past={list.past} />
      </Suspense>
    );
  }
  if (isPending || list.arriving) return <GridSkeleton label="Cases" columns={list.columns} compact={list.compact} ticks />;
  if (!rows.length && isError) {
    return <Failed what="The list of cases" error={error} retry={again} />;
  }
  return (
    <>
      {isError && <ErrorNote what="Cases could not be renewed." error={error} retry={again} />}
      {rows.length ? <Rows list={list} /> : <Nothing list={list} newCase={newCase} />}
      {list.similar.length > 0 && (
        <Suspense>
          <Similar rows={list.similar} />
        </Suspense>
      )}
    </>
  );
}

function Rows({ list }: { list: CaseList }) {
  const [navigate, then] = [useNavigate(), useThenSearch()];
  const { selection, actions, act, begin, dialog } = useBulkActs(list);
  const [ids, setIds] = useState<string[] | undefined>();
  const { ids: picked, excluded } = selection.wish();
  const takeOut = () => setIds(picked ?? []);
  return (
    <>
      {!list.asOf && <SelectAllNote selection={selection} total={list.total} read={list.rows.length} />}
      <DataGrid
        label="Cases"
        columns={list.columns}
        rows={list.rows}
        pages={list.list}
        total={list.total}
        sort={list.sort}
        onSort={(sort) => list.set({ sort })}
        onColumns={list.show}
        compact={list.compact}
        question={list.question}
        card={(row) => <CaseCard row={row} />}
        open={({ id }) => void navigate({ to: "/cases/$id", params: { id }, search: then })}
        isGone={(row) => row.archived && !list.asksArchived}
        foot={
          !list.asOf && (
            <span className="foot-keys">
              <kbd>C</kbd> new case
            </span>
          )
        }
        select={list.asOf ? undefined : selection}
      />
      {!list.asOf && selection.size > 0 && (
        <Suspense>
          <BulkBar selection={selection} actions={actions} begin={begin} takeOut={takeOut} />
        </Suspense>
      )}
      {ids && (
        <Suspense>
          <ExportDialog
            query={{ ...list.asked, sort: list.sort }}
            says={dialog.says}
            ids={ids.length ? ids : undefined}
            excluded={excluded}
            shown={list.columns}
            close={() => setIds(undefined)}
          />
        </Suspense>
      )}
      {act && (
        <Suspense>
          <BulkDialog {...dialog} action={act} />
        </Suspense>
      )}
    </>
  );
}
