import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";

/** Whether a setting is the administrator's. */
export function useLocked(): (name: keyof ShownSettings) => boolean {
  const { locked } = useSnapshot().settings;
  return (name) => locked.includes(name);
}
