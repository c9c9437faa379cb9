import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { useLayoutEffect, useRef } from "react";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";

interface MoveSourceProps {
  /** Among those that can be moved, from 0. */
  place: number;
  total: number;
  /** Answers whether it was done. */
  onMove(step: -1 | 1): Promise<boolean>;
}

/** Which source's word counts first. The focus stays on what moves, also where it can go no further. */
export function MoveSource({ place, total, onMove }: MoveSourceProps) {
  const t = useTranslate();
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const wished = useRef<-1 | 1>(undefined);

  // The browser takes the focus away from what is moved in the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each move.
  useLayoutEffect(() => {
    const step = wished.current;
    wished.current = undefined;
    if (step === undefined) return;
    const isUp = step === -1 ? place > 0 : place === total - 1;
    (isUp ? up : down).current?.focus();
  }, [place]);

  const move = async (step: -1 | 1) => {
    wished.current = step;
    if (!(await onMove(step))) wished.current = undefined;
  };
  return (
    <>
      <Button ref={up} look="quiet" isDisabled={place === 0} onPress={() => void move(-1)}>
        <ArrowUp size={16} aria-hidden="true" />
        {t("sources.moveUp")}
      </Button>
      <Button ref={down} look="quiet" isDisabled={place === total - 1} onPress={() => void move(1)}>
        <ArrowDown size={16} aria-hidden="true" />
        {t("sources.moveDown")}
      </Button>
    </>
  );
}
