import { useEffect, useRef, useState } from "react";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { sourceAnnouncements } from "./source-announcements.ts";

/**
 * For a live region: what happens to the sources, and what is said besides.
 * @returns the text, and the way to say something
 */
export function useSourceAnnouncements(sources: readonly ShownSource[]): [text: string, say: (text: string) => void] {
  const t = useTranslate();
  const formats = useFormats();
  const [text, say] = useState("");
  const before = useRef(sources);
  useEffect(() => {
    const news = sourceAnnouncements(before.current, sources, formats, t);
    before.current = sources;
    if (news.length > 0) say(news.join(". "));
  }, [sources, formats, t]);
  return [text, say];
}
