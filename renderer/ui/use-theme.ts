import { useEffect } from "react";
import type { ShownSettings } from "../../shared/ipc/snapshot.ts";

/** Shows the chosen theme; without a choice the style sheet follows the system. */
export function useTheme(theme: ShownSettings["theme"]): void {
  useEffect(() => {
    const root = document.documentElement;
    if (theme === "system") root.removeAttribute("data-theme");
    else root.dataset.theme = theme;
  }, [theme]);
}
