import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { ProgressBar } from "react-aria-components/ProgressBar";
import { useTranslate } from "../i18n/use-translate.ts";
import "./button.css";

interface ButtonProps extends Omit<AriaButtonProps, "children" | "className"> {
  /**
   * `primary`: the one thing to do here; `quiet`: without a frame; `danger`: takes something away; `link`: words in a text
   * that lead elsewhere.
   */
  look?: "primary" | "secondary" | "quiet" | "danger" | "link";
  /** Square, for an icon alone; give it an `aria-label`. */
  iconOnly?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function Button({ look = "secondary", iconOnly = false, children, ...props }: ButtonProps) {
  const t = useTranslate();
  return (
    <AriaButton {...props} className={`button button-${look}${iconOnly ? " button-icon" : ""}`}>
      {children}
      {/* What a screen reader says when it is pressed and takes a while. */}
      {props.isPending && <ProgressBar aria-label={t("common.underWay")} isIndeterminate className="visually-hidden" />}
    </AriaButton>
  );
}
