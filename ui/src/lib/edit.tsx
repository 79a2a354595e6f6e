/** Editing a case: shown at once, saved behind it, undone by a click; a conflict shows theirs. */
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { command, newKey } from "../api/client";
import { withRow, wrote } from "../api/own";
import { caseQuery } from "../api/reads/cases";
import { problemOf, type Problem } from "../api/problem";
import type { CaseDetail, CasePage, CaseRow, Entry, Receipt } from "../api/types";
import { dismiss, toast } from "./toasts";
import { inTurn } from "./turns";

export interface Step {
  command: string;
  /** The body without `case_id`. */
  body: object;
  /** What the case looks like afterwards. */
  patch: Partial<CaseRow>;
}

export interface CaseEdit extends Step {
  row: Pick<CaseRow, "id" | "version" | "name">;
  /** What the toast says: “Smith – Personal Injury → Active”. */
  says: string;
  /** The way back; without it the toast offers none. */
  undo?: Step;
  /** One act of the person: a retry of it carries the same key. */
  key?: string;
  /** The place of the edit says itself what went wrong: no toast does. */
  quiet?: boolean;
}

export function useCaseEdit() {
  const client = useQueryClient();
  const edit = useMutation({
    mutationFn: ({ row, command: name, body, key = newKey() }: CaseEdit) =>
      inTurn(row.id, row.version, (version) =>
        command(name, { case_id: row.id, ...body }, { version, key }),
      ),
    onMutate: ({ row, patch }: CaseEdit) => {
      const before = snapshot(client, row.id);
      patchCase(client, row.id, patch);
      return before;
    },
    onSuccess: (receipt, done) => {
      const { version, position } = receipt;
      if (position !== null) {
        wrote(done.row.id, position, { ...done.patch, version });
        patchCase(client, done.row.id, { version, position });
      }
      refresh(client, done.row.id);
      if (done.says) toast(saved(done, receipt, edit.mutate));
    },
    onError: (error, tried, before) => {
      before?.();
      if (tried.quiet) return;
      const problem = problemOf(error);
      if (problem?.status === 412) {
        toast(conflict(tried, problem, edit.mutate, () => refresh(client, tried.row.id)));
      } else {
        toast(notSaved(tried, error, edit.mutate));
      }
    },
  });
  return edit;
}

type Again = (edit: CaseEdit) => void;

function saved(done: CaseEdit, receipt: Receipt, again: Again) {
  const id = `edit-${done.row.id}`;
  const { undo } = done;
  const back = undo && {
    label: "Undo",
    run: () => {
      dismiss(id);
      const row = { ...done.row, version: receipt.version };
      again({ ...undo, row, says: "" });
    },
  };
  return { id, message: done.says, actions: back ? [back] : [] };
}

function conflict(tried: CaseEdit, problem: Problem, again: Again, reload: () => void) {
  const id = `conflict-${tried.row.id}`;
  const latest = problem.said.changes?.at(-1);
  const version = problem.said.current_version ?? tried.row.version;
  return {
    id,
    tone: "warn" as const,
    stays: true,
    title: `${latest?.actor.name ?? "Somebody"} changed this case first`,
    message: `${theirs(problem.said.changes)} Your change was not saved.`,
    actions: [
      {
        label: "Keep theirs",
        run: () => {
          dismiss(id);
          reload();
        },
      },
      {
        label: "Save mine on top",
        main: true,
        run: () => {
          dismiss(id);
          again({ ...tried, row: { ...tried.row, version }, key: newKey() });
        },
      },
    ],
  };
}

/** What they changed, in a sentence: “Status is now Closed.” */
export function theirs(entries: Entry[] = []): string {
  const changes = entries.flatMap((entry) => entry.changes);
  const said = changes.map((each) => {
    const after = each.after_label ?? each.after;
    return `${each.label} is now ${after == null || after === "" ? "empty" : String(after)}.`;
  });
  return said.join(" ");
}

function notSaved(tried: CaseEdit, error: Error, again: Again) {
  const id = `edit-${tried.row.id}`;
  const retry = { label: "Try again", run: () => (dismiss(id), again(tried)) };
  return {
    id,
    tone: "danger" as const,
    stays: true,
    title: "Not saved",
    message: error.message,
    actions: problemOf(error)?.passing ? [retry] : [],
  };
}

interface CasePages {
  pages: CasePage[];
  pageParams: unknown[];
}

const isPages = (data: unknown): data is CasePages =>
  typeof data === "object" && data !== null && "pages" in data;

/** Changes a case wherever it is shown as it is now. */
export function patchCase(client: QueryClient, id: string, patch: Partial<CaseRow>): void {
  const patched = (row: CaseRow) => (row.id === id ? { ...row, ...patch } : row);
  client.setQueriesData<unknown>({ queryKey: ["cases"] }, (data: unknown) => {
    if (!isPages(data)) return data;
    return {
      ...data,
      pages: data.pages.map((page) => (page.as_of ? page : { ...page, cases: page.cases.map(patched) })),
    };
  });
  client.setQueryData<CaseDetail>(["case", id, "at", "now"], (detail) =>
    detail ? withPatch(detail, patch) : detail,
  );
}

function withPatch(detail: CaseDetail, patch: Partial<CaseRow>): CaseDetail {
  return withRow(detail, { ...detail.case, ...patch });
}

/** Remembers how a case is shown, and returns the way back to it. */
function snapshot(client: QueryClient, id: string): () => void {
  const lists = client.getQueriesData<unknown>({ queryKey: ["cases"] });
  const detail = client.getQueryData<CaseDetail>(["case", id, "at", "now"]);
  return () => {
    for (const [key, data] of lists) client.setQueryData(key, data);
    if (detail) client.setQueryData(["case", id, "at", "now"], detail);
  };
}

/** What is shown of a case is asked again. In lists it keeps its place until they are asked anew. */
export function refresh(client: QueryClient, id: string): void {
  void client.invalidateQueries({ queryKey: ["case", id] });
  void client.invalidateQueries({ queryKey: ["cases", "count"] });
  void client.invalidateQueries({ queryKey: ["cases"], refetchType: "none" });
  void renewRow(client, id);
}

/** Reads a case again and puts it where it stands in the lists. */
export async function renewRow(client: QueryClient, id: string): Promise<void> {
  const detail = await client.fetchQuery({ ...caseQuery(id), staleTime: 0 }).catch(() => null);
  if (detail) patchCase(client, id, detail.case);
}
