import TriangleAlert from "lucide-react/icons/triangle-alert";
import X from "lucide-react/icons/x";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { defined } from "../../../shared/defined.ts";
import { defaultHotkeys, offeredHotkeys } from "../../../shared/hotkeys/hotkey-action.ts";
import type { HotkeysState, ShownHotkey } from "../../../shared/ipc/hotkey-requests.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { HotkeyRecorder } from "./hotkey-recorder.tsx";
import { Keys, keysText } from "./keys.tsx";
import "./hotkey-row.css";

interface HotkeyRowProps {
  item: ShownHotkey;
  hotkeys: HotkeysState;
  /** What else there is to choose about it. */
  children?: ReactNode;
}

/** One hotkey: what it does, and its keys, which are the button to choose others. */
export function HotkeyRow({ item, hotkeys, children }: HotkeyRowProps) {
  const t = useTranslate();
  const set = useCommand("hotkeys.set");
  const [recording, setRecording] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const keysId = useId();
  /** With Esc: the focus goes back to where it came from, and is not lost. */
  const isLeft = useRef(false);
  useEffect(() => {
    if (recording || !isLeft.current) return;
    isLeft.current = false;
    change.current?.focus();
  }, [recording]);
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
        {!recording && (
          <div className="hotkey-actions">
            <Button
              ref={change}
              aria-label={t(accelerator === "" ? "hotkeys.chooseFor" : "hotkeys.changeFor", { action })}
              {...defined({ "aria-describedby": accelerator === "" ? undefined : keysId })}
              onPress={() => setRecording(true)}
            >
              {accelerator === "" ? (
                t("hotkeys.choose")
              ) : (
                <span id={keysId}>
                  <Keys accelerator={accelerator} platform={platform} />
                </span>
              )}
            </Button>
            {accelerator !== "" && (
              <Button
                look="quiet"
                iconOnly
                aria-label={t("hotkeys.clearFor", { action })}
                onPress={() => void choose("")}
              >
                <X size={16} aria-hidden="true" />
              </Button>
            )}
          </div>
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
      {recording && (
        <HotkeyRecorder
          action={which}
          hotkeys={hotkeys}
          onChoose={(chosen) => void choose(chosen)}
          onEscape={() => {
            isLeft.current = true;
            setRecording(false);
          }}
          onLeave={() => setRecording(false)}
        />
      )}
      {isOffered && !recording && (
        <div>
          <Button
            look="link"
            aria-label={t("hotkeys.resetFor", { action, keys: text(preferred) })}
            onPress={() => void choose(preferred)}
          >
            {t("hotkeys.offer", { keys: text(preferred) })}
          </Button>
        </div>
      )}
      {children}
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
