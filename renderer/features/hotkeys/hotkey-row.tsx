import TriangleAlert from "lucide-react/icons/triangle-alert";
import X from "lucide-react/icons/x";
import { useRef, useState } from "react";
import { defaultHotkeys, offeredHotkeys } from "../../../shared/hotkeys/hotkey-action.ts";
import type { HotkeysState, ShownHotkey } from "../../../shared/ipc/hotkey-requests.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { HotkeyRecorder } from "./hotkey-recorder.tsx";
import { Keys, keysText } from "./keys.tsx";
import "./hotkey-row.css";

/** One hotkey: what it does, its keys, and how to choose others. */
export function HotkeyRow({ item, hotkeys }: { item: ShownHotkey; hotkeys: HotkeysState }) {
  const t = useTranslate();
  const set = useCommand("hotkeys.set");
  const [recording, setRecording] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const { action: which, accelerator, state, refused } = item;
  const { platform } = hotkeys;
  const action = t(`hotkeys.actions.${which}`);
  const text = (keys: string) => keysText(keys, platform);
  const preferred = offeredHotkeys[which] ?? defaultHotkeys[which];
  const isOffered = preferred !== "" && accelerator !== preferred;

  const choose = async (chosen: string) => {
    setRecording(false);
    await set.run({ action: which, accelerator: chosen });
    change.current?.focus();
  };

  return (
    <fieldset className="hotkey">
      <legend className="visually-hidden">{action}</legend>
      <div className="hotkey-head">
        <div className="hotkey-what">
          <p className="hotkey-name" aria-hidden="true">
            {action}
          </p>
          <p className="settings-section-hint">{t(`hotkeys.hints.${which}`)}</p>
        </div>
        {accelerator === "" ? (
          <span className="hotkey-none">{t("hotkeys.none")}</span>
        ) : (
          <Keys accelerator={accelerator} platform={platform} />
        )}
      </div>
      {state === "failed" && <HotkeyTrouble text={t("hotkeys.failed", { keys: text(accelerator) })} />}
      {refused !== undefined && !recording && (
        <HotkeyTrouble
          text={
            accelerator === "" || state === "failed"
              ? t("hotkeys.refused", { keys: text(refused) })
              : t("hotkeys.refusedKept", { keys: text(refused), former: text(accelerator) })
          }
        />
      )}
      {set.problem !== undefined && set.problem.code !== "hotkey-in-use" && <ProblemBox problem={set.problem} />}
      {recording ? (
        <HotkeyRecorder
          action={which}
          hotkeys={hotkeys}
          onChoose={(chosen) => void choose(chosen)}
          onCancel={() => setRecording(false)}
        />
      ) : (
        <div className="hotkey-actions">
          <Button
            ref={change}
            aria-label={t(accelerator === "" ? "hotkeys.chooseFor" : "hotkeys.changeFor", { action })}
            onPress={() => setRecording(true)}
          >
            {t(accelerator === "" ? "hotkeys.choose" : "hotkeys.change")}
          </Button>
          {isOffered && (
            <Button
              look="quiet"
              aria-label={t("hotkeys.resetFor", { action, keys: text(preferred) })}
              onPress={() => void choose(preferred)}
            >
              {t("hotkeys.offer", { keys: text(preferred) })}
            </Button>
          )}
          {accelerator !== "" && (
            <Button look="quiet" aria-label={t("hotkeys.clearFor", { action })} onPress={() => void choose("")}>
              <X size={14} aria-hidden="true" />
              {t("hotkeys.clear")}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}

function HotkeyTrouble({ text }: { text: string }) {
  return (
    <p className="hotkey-trouble" role="status">
      <TriangleAlert size={14} aria-hidden="true" />
      <span>{text}</span>
    </p>
  );
}
