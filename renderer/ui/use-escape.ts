import { type RefObject, useEffect, useRef } from "react";

/**
 * Esc is this one's, before it is the page's or the window's; not while something lies on top of it.
 *
 * @param area what it is about
 */
export function useEscape(area: RefObject<HTMLElement | null>, onEscape: () => void): void {
  const current = useRef(onEscape);
  current.current = onEscape;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (area.current === null || area.current.closest("[inert]") !== null) return;
      event.preventDefault();
      event.stopPropagation();
      current.current();
    };
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, [area]);
}
