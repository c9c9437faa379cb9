import type { ReactNode } from "react";
import type { PersonRow } from "../../../shared/contacts/person.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Avatar } from "./avatar.tsx";
import { busyText } from "./busy-text.ts";
import { PersonMarks } from "./person-marks.tsx";
import { SourceBadges } from "./source-badges.tsx";
import { useBusyColleague } from "./use-busy-colleague.ts";
import "./person-line.css";

interface PersonLineProps {
  person: PersonRow;
  /** In place of the bare name and of what stands below it, where something in them is marked. */
  name?: ReactNode;
  detail?: ReactNode;
  /** Only a word like the one that was typed was found. */
  isSimilar?: boolean;
}

/** Somebody in two lines: who he is, where he works, and where that is known from. */
export function PersonLine({ person, name = person.name, detail, isSimilar = false }: PersonLineProps) {
  const t = useTranslate();
  const formats = useFormats();
  const colleague = useBusyColleague(person);
  const busy = busyText(colleague, formats, t);
  const below = detail ?? detailOf(person);
  return (
    <span className="person-line">
      <Avatar person={person} busy={colleague} />
      <span className="person-line-text">
        <span className="person-line-name">
          <span className="person-line-who" title={person.name}>
            {name}
          </span>
          <PersonMarks person={person} />
          {isSimilar && <span className="person-line-similar">{t("people.similar")}</span>}
        </span>
        <span className="person-line-detail tabular">
          {busy !== undefined && <span className="person-line-busy">{busy}</span>}
          {busy !== undefined && below !== "" && " · "}
          {below}
        </span>
      </span>
      <SourceBadges sources={person.sources} />
    </span>
  );
}

/** Where he works and as what; of whom that is not known, his number. */
export function detailOf({ company, department, title, displayNumber, kind }: PersonRow): string {
  const where = kind === "colleague" ? [department ?? company, title] : [title, company ?? department];
  const known = where.filter((part) => part !== undefined && part !== "");
  return known.length > 0 ? known.join(" · ") : (displayNumber ?? "");
}
