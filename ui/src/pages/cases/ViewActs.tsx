/** What may be done about the view that is looked through, and about how it was changed. */
import type { View } from "../../api/types";
import { useMay } from "../../lib/meta";
import { toast } from "../../lib/toasts";
import { ActsMenu, type Act } from "../../ui/ActsMenu";
import { IconArchive, IconEdit, IconLink, IconPeople, IconStar, IconUndo } from "../../ui/icons";
import { MayButton } from "../../ui/MayButton";
import type { CaseList } from "./useCaseList";
import { about, permissionFor, shapeOf, useViewAct } from "./useViewActs";
import type { Asks } from "./ViewBar";

interface Props {
  list: CaseList;
  it: View;
  ask: (what: Asks) => void;
}

export default function ViewActs(props: Props) {
  return (
    <>
      <Acts {...props} />
      {props.list.changed && <Changed {...props} />}
    </>
  );
}

function Changed({ list, it, ask }: Props) {
  const act = useViewAct();
  const update = async () => {
    const body = { view_id: it.id, ...(await shapeOf(list)) };
    const says = it.shared ? `Updated ${it.name} for everybody` : `Updated ${it.name}`;
    await act.mutateAsync({ name: about("revise", it), body, version: it.version, says });
    list.look(it.id);
  };
  return (
    <span className="view-changed" role="group" aria-label="The view was changed">
      <span className="badge">Changed</span>
      <MayButton
        permission={permissionFor(it)}
        className="button small"
        disabled={act.isPending}
        onClick={() => void update().catch(() => undefined)}
      >
        Update
      </MayButton>
      <MayButton permission="views.edit" className="button small ghost" onClick={() => ask("save")}>
        Save as…
      </MayButton>
      <button type="button" className="button small ghost" onClick={() => list.look(it.id)}>
        <IconUndo size={13} />
        Reset
      </button>
    </span>
  );
}

function Acts({ list, it, ask }: Props) {
  const { mutate: act } = useViewAct();
  const may = { edit: useMay("views.edit"), share: useMay("views.share") };
  const mine = (it.shared ? may.share : may.edit) ? undefined : `It takes the permission ${permissionFor(it)}`;
  const firm = may.share ? undefined : "It takes the permission views.share";
  const first = list.viewed.views?.firms_default === it.id;
  const acts: Act[] = [
    { label: "Rename…", icon: <IconEdit />, why: mine, run: () => ask("rename") },
    {
      label: "Share with the firm…",
      icon: <IconPeople />,
      why: it.shared ? "It is shared already" : firm,
      run: () => ask("share"),
    },
    {
      label: first ? "No longer the firm’s first view" : "Make it the firm’s first view",
      icon: <IconStar />,
      why: firm ?? (it.shared ? undefined : "Share it first"),
      run: () =>
        act({
          name: "choose-firms-default-view",
          body: { view_id: first ? null : it.id },
          says: first ? `The firm begins with all cases` : `The firm begins with ${it.name}`,
        }),
    },
    { label: "Copy a link to it", icon: <IconLink />, run: () => void copied(it) },
    {
      label: "Archive",
      icon: <IconArchive />,
      why: mine ?? (it.archived ? "It is archived already" : undefined),
      run: () => {
        act({ name: about("archive", it), body: { view_id: it.id }, says: `Archived ${it.name}` });
        list.look("all");
      },
    },
  ];
  return <ActsMenu label={`More about the view ${it.name}`} acts={acts} />;
}

async function copied({ id, shared }: View): Promise<void> {
  await navigator.clipboard.writeText(`${location.origin}/app/cases?view=${id}`);
  toast({ id: "view", message: shared ? "Link copied" : "Link copied. Others see the view once it is shared." });
}
