import IdCard from "lucide-react/icons/id-card";
import UserPen from "lucide-react/icons/user-pen";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import "./source-badges.css";

const COLOURS = 5;
const MOST_SHOWN = 2;

/** Where a person is from: a sign for own entries and colleagues, the initial of every other source. */
export function SourceBadges({ sources }: { sources: readonly string[] }) {
  const t = useTranslate();
  const { sources: known } = useSnapshot();
  const shown = sources.length > MOST_SHOWN + 1 ? sources.slice(0, MOST_SHOWN) : sources;
  const more = sources.length - shown.length;
  return (
    <span className="source-badges">
      {shown.map((id) => (
        <SourceBadge key={id} id={id} source={known.find((source) => source.id === id)} />
      ))}
      {more > 0 && (
        <span className="source-badge source-badge-more" title={t("people.moreSources", { count: more })}>
          <span aria-hidden="true">+{more}</span>
          <span className="visually-hidden">{t("people.moreSources", { count: more })}</span>
        </span>
      )}
    </span>
  );
}

function SourceBadge({ id, source }: { id: string; source: ShownSource | undefined }) {
  const t = useTranslate();
  const kind = source?.kind ?? (id === "own" || id === "colleagues" ? id : undefined);
  if (kind === "own" || kind === "colleagues") {
    const Icon = kind === "own" ? UserPen : IdCard;
    const words = t(kind === "own" ? "people.ownEntry" : "people.colleague");
    return (
      <span className="source-badge source-badge-sign" title={words}>
        <Icon size={14} aria-hidden="true" />
        <span className="visually-hidden">{words}</span>
      </span>
    );
  }
  const name = source?.name ?? id;
  return (
    <span className={`source-badge source-badge-${colourOf(id)}`} title={t("people.from", { source: name })}>
      <span aria-hidden="true">{initialOf(name)}</span>
      <span className="visually-hidden">{t("people.from", { source: name })}</span>
    </span>
  );
}

/** Always the same for a source, whatever others there are. */
function colourOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % COLOURS;
}

function initialOf(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? "?").toLocaleUpperCase("da");
}
