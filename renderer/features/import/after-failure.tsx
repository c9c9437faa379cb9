import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";

interface AfterFailureProps {
  source: ShownSource;
  onRetried(): void;
  onAnother(): void;
}

/** What can be done where an import failed or was stopped: again, another file, or no source at all where it has nothing. */
export function AfterFailure({ source, onRetried, onAnother }: AfterFailureProps) {
  const t = useTranslate();
  const refresh = useCommand("sources.refresh");
  const remove = useCommand("sources.remove");
  const { id } = source;

  const retry = async () => {
    if ((await refresh.run({ source: id })).ok) onRetried();
  };
  const removeIt = async () => {
    if ((await remove.run({ source: id })).ok) onAnother();
  };

  return (
    <>
      {refresh.problem !== undefined && <ProblemBox title={t("importing.notRetried")} problem={refresh.problem} />}
      {remove.problem !== undefined && <ProblemBox title={t("importing.notRemoved")} problem={remove.problem} />}
      <div className="import-result-actions">
        <Button look="primary" isPending={refresh.busy} onPress={() => void retry()}>
          {t("importing.retry")}
        </Button>
        <Button look="quiet" onPress={onAnother}>
          {t("importing.another")}
        </Button>
        {source.contacts === 0 && (
          <Button look="quiet" isPending={remove.busy} onPress={() => void removeIt()}>
            {t("importing.remove")}
          </Button>
        )}
      </div>
    </>
  );
}
