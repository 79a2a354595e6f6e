/** The button that opens the columns of a list. */
import type { Props } from "./Columns";
import { IconColumns } from "./icons";
import { Opener } from "./Opener";

export function ColumnChooser(props: Props) {
  return (
    <Opener layer="Columns" load={() => import("./Columns")} part={() => props}>
      <IconColumns size={15} />
      Columns
    </Opener>
  );
}
