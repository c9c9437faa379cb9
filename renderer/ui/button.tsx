import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
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
  return (
    <AriaButton {...props} className={`button button-${look}${iconOnly ? " button-icon" : ""}`}>
      {children}
    </AriaButton>
  );
}
