/** The button that says which view is looked through, and opens the others. */
import { IconDown, IconView } from "../../ui/icons";
import { Opener } from "../../ui/Opener";
import type { CaseList } from "./useCaseList";

export function ViewMenu({ list }: { list: CaseList }) {
  const name = list.viewed.view?.name ?? "All cases";
  return (
    <Opener
      layer="Views"
      label={`View: ${name}`}
      className="ghost view-button"
      at="bottom-start"
      width={300}
      load={() => import("./Views")}
      part={(close) => ({ list, close })}
    >
      <IconView size={14} />
      <span className="ell">{name}</span>
      <IconDown size={13} />
    </Opener>
  );
}
