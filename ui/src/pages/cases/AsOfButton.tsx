/** Cases as they were: at the end of a month, a quarter or a year, at hand, or at any moment. */
import "../../styles/pasts.css";
import { IconHistory } from "../../ui/icons";
import { Opener } from "../../ui/Opener";
import type { Props } from "./Moments";

export function AsOfButton({ shown, go }: Props) {
  const part = (close: () => void): Props => ({
    shown,
    go: (position) => {
      close();
      go(position);
    },
  });
  return (
    <Opener layer="Cases as they were" load={() => import("./Moments")} part={part}>
      <IconHistory size={15} />
      As of…
    </Opener>
  );
}
