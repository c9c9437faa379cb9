import Phone from "lucide-react/icons/phone";
import type { Ref } from "react";
import type { KeyboardEvent } from "react-aria-components";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { useDialler } from "../dial/dialler.tsx";

interface CallButtonProps {
  number: string;
  /** Whom it calls, for screen readers. */
  name: string;
  excludeFromTabOrder?: boolean;
  ref?: Ref<HTMLButtonElement>;
  onFocus?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** Dials at once. */
export function CallButton({ number, name, ...props }: CallButtonProps) {
  const t = useTranslate();
  const { dial } = useDialler();
  return (
    <Button
      {...props}
      look="quiet"
      iconOnly
      aria-label={t("common.callTo", { name })}
      onPress={() => void dial(number)}
    >
      <Phone size={16} aria-hidden="true" />
    </Button>
  );
}
