/** The views to choose from: one's own, the firm's, and the one that one begins with. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { archivedViewsQuery } from "../../api/reads/views";
import type { View } from "../../api/types";
import { useMay } from "../../lib/meta";
import { ALL } from "../../lib/views";
import { walk } from "../../lib/walk";
import { IconArchive, IconCheck, IconStar, IconUndo } from "../../ui/icons";
import { IconStarred, IconWarn } from "../../ui/iconsOfPages";
import type { CaseList } from "./useCaseList";
import { about, useViewAct } from "./useViewActs";

const FEW = 7; // views that need no search

export default function Views({ list, close }: { list: CaseList; close: () => void }) {
  const [words, setWords] = useState("");
  const [archived, setArchived] = useState(false);
  const { views: page, view: shown } = list.viewed;
  const all = page?.views ?? [];
  const found = all.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  const go = (id: string) => {
    close();
    list.look(id);
  };
  const group = (label: string, views: View[]) =>
    views.length > 0 && (
      <Group label={label}>
        {views.map((each) => (
          <Row key={each.id} list={list} it={each} current={each.id === shown?.id} go={() => go(each.id)} />
        ))}
      </Group>
    );
  return (
    <div className="views" onKeyDown={walk}>
      {all.length > FEW && (
        <input
          className="input"
          aria-label="Find a view"
          placeholder="Find a view…"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <div className="picker">
        <button
          type="button"
          className="nav"
          data-autofocus={!shown || undefined}
          aria-current={!shown || undefined}
          onClick={() => go(ALL)}
        >
          <Mark on={!shown} />
          All cases
        </button>
        {group("Your own", found.filter((each) => !each.shared))}
        {group("Shared with the firm", found.filter((each) => each.shared))}
        {archived && <Archived />}
      </div>
      {!all.length && (
        <p className="dim small views-none">
          Filter, sort and arrange the columns, then save that as a view.
        </p>
      )}
      <button type="button" className="nav views-foot" aria-expanded={archived} onClick={() => setArchived(!archived)}>
        <IconArchive size={14} />
        Archived views
      </button>
    </div>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label}>
      <div className="picker-group">{label}</div>
      {children}
    </div>
  );
}

const Mark = ({ on }: { on: boolean }) => <span className="view-mark">{on && <IconCheck size={14} />}</span>;

function Row(props: { list: CaseList; it: View; current: boolean; go: () => void }) {
  const { list, it, current, go } = props;
  const { default: own, firms_default: firms } = list.viewed.views ?? {};
  const begins = own === it.id;
  const { mutate: act, isPending } = useViewAct();
  const may = useMay("views.edit");
  const toggle = () => act({ name: "choose-default-view", body: { view_id: begins ? null : it.id } });
  return (
    <div className="view-row">
      <button
        type="button"
        className="nav"
        data-autofocus={current || undefined}
        aria-current={current || undefined}
        onClick={go}
      >
        <Mark on={current} />
        <span className="ell">{it.name}</span>
        {it.doubts.length > 0 && (
          <span className="view-doubt" title={it.doubts.join(" ")} role="img" aria-label="Something in it is retired">
            <IconWarn size={13} />
          </span>
        )}
        {firms === it.id && <span className="badge">Firm’s first</span>}
      </button>
      {may && (
        <button
          type="button"
          className="button small icon ghost view-star"
          aria-label={`Begin with ${it.name}`}
          aria-pressed={begins}
          title={begins ? "You begin with this view" : "Begin with this view"}
          disabled={isPending}
          onClick={toggle}
        >
          {begins ? <IconStarred size={14} /> : <IconStar size={14} />}
        </button>
      )}
    </div>
  );
}

function Archived() {
  const page = useQuery(archivedViewsQuery).data;
  const { mutate: act, isPending } = useViewAct();
  const mays = { own: useMay("views.edit"), firms: useMay("views.share") };
  if (!page) return null;
  if (!page.views.length) return <p className="dim small views-none">No view is archived.</p>;
  return (
    <Group label="Archived">
      {page.views.map((it) => (
        <div key={it.id} className="view-row">
          <span className="nav dim">
            <Mark on={false} />
            <span className="ell">{it.name}</span>
          </span>
          {(it.shared ? mays.firms : mays.own) && (
            <button
              type="button"
              className="button small icon ghost"
              aria-label={`Restore ${it.name}`}
              title="Restore"
              disabled={isPending}
              onClick={() => act({ name: about("restore", it), body: { view_id: it.id }, says: `Restored ${it.name}` })}
            >
              <IconUndo size={14} />
            </button>
          )}
        </div>
      ))}
    </Group>
  );
}
