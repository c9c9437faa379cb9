import { type ReactNode, useId } from "react";
import "./card-section.css";

/** A part of the card under its heading. */
export function CardSection({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className="card-section" aria-labelledby={heading}>
      <h3 className="card-section-title" id={heading}>
        {title}
      </h3>
      <div className="card-section-body">{children}</div>
    </section>
  );
}

interface CardRowProps {
  label?: ReactNode;
  children: ReactNode;
  /** At its end. */
  action?: ReactNode;
}

export function CardRow({ label, children, action }: CardRowProps) {
  return (
    <div className="card-row">
      <div className="card-row-text">
        {label !== undefined && <p className="card-row-label">{label}</p>}
        <div className="card-row-value">{children}</div>
      </div>
      {action}
    </div>
  );
}
