import { createContext, use } from "react";

/** Goes to the settings, from wherever something is missing that is entered there. */
export const OpenSettings = createContext<() => void>(() => {
  throw new Error("OpenSettings has no provider above it");
});

export function useOpenSettings(): () => void {
  return use(OpenSettings);
}
