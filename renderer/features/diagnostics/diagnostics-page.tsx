import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleX from "lucide-react/icons/circle-x";
import { useEffect, useState } from "react";
import type { DiagnosedPart, Diagnostics, PartState } from "../../../shared/ipc/diagnostics.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { Page } from "../views/page.tsx";
import { findingText } from "./finding-text.ts";
import "./diagnostics-page.css";

const icons = { ok: CircleCheck, attention: CircleAlert, broken: CircleX };
const rank = { broken: 0, attention: 1, ok: 2 } as const satisfies Record<PartState, number>;

/** How each part of the app is, what is wrong first; and a copy for whoever helps. */
export function DiagnosticsPage() {
  const t = useTranslate();
  const look = useCommand("diagnostics.get");
  const copy = useCommand("diagnostics.copy");
  const [diagnostics, setDiagnostics] = useState<Diagnostics>();
  const [isCopied, setCopied] = useState(false);
  const { run } = look;
  useEffect(() => {
    void run(undefined).then((result) => {
      if (result.ok) setDiagnostics(result.value);
    });
  }, [run]);
  const again = async () => {
    const result = await look.run(undefined);
    if (result.ok) setDiagnostics(result.value);
  };
  const onCopy = async () => {
    const result = await copy.run(undefined);
    setCopied(result.ok);
  };
  const problem = look.problem ?? copy.problem;
  return (
    <Page title={t("diagnostics.title")}>
      <div className="diagnostics">
        <div className="settings-actions">
          <Button look="primary" isPending={copy.busy} onPress={() => void onCopy()}>
            {t("diagnostics.copy")}
          </Button>
          <Button isPending={look.busy} onPress={() => void again()}>
            {t("diagnostics.again")}
          </Button>
        </div>
        <p className="diagnostics-hint" role="status">
          {isCopied ? t("diagnostics.copied") : t("diagnostics.copyHint")}
        </p>
        {problem !== undefined && <ProblemBox problem={problem} />}
        {diagnostics !== undefined && <Parts diagnostics={diagnostics} />}
      </div>
    </Page>
  );
}

function Parts({ diagnostics: { parts, versions, system, architecture } }: { diagnostics: Diagnostics }) {
  const t = useTranslate();
  const sorted = parts.toSorted((a, b) => rank[a.state] - rank[b.state]);
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return (
    <>
      <ul className="diagnosed-parts" aria-label={t("diagnostics.title")}>
        {sorted.map((part) => (
          <PartItem key={part.part} part={part} />
        ))}
      </ul>
      <p className="diagnostics-versions tabular">{[...named, `${system} ${architecture}`].join(" · ")}</p>
    </>
  );
}

function PartItem({ part }: { part: DiagnosedPart }) {
  const t = useTranslate();
  const formats = useFormats();
  const Icon = icons[part.state];
  const { finding, advice } = findingText(part, t, formats);
  return (
    <li className={`diagnosed-part diagnosed-part-${part.state}`}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <p className="diagnosed-part-name">
          {t(`diagnostics.parts.${part.part}`)}
          <span className="visually-hidden">: {t(`diagnostics.states.${part.state}`)}</span>
        </p>
        <p className="tabular">{finding}</p>
        {advice !== undefined && <p className="diagnosed-part-advice">{advice}</p>}
        {part.code !== undefined && (
          <p className="diagnosed-part-code">{t("common.supportCode", { code: part.code })}</p>
        )}
      </div>
    </li>
  );
}
