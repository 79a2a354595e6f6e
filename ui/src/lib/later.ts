import { useState, type ComponentType } from "react";

/**
 * A part that is loaded when it is first wanted, and whole at its first sight: whatever traps the
 * focus finds it there. `want` ends when it has been loaded.
 */
export function useLater<P>(load: () => Promise<{ default: ComponentType<P> }>) {
  const [Part, setPart] = useState<ComponentType<P>>();
  const want = async () => {
    const { default: it } = await load();
    setPart(() => it);
  };
  return [Part, want] as const;
}
