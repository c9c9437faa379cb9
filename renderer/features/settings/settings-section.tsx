import { type ReactNode, useId } from "react";
import "./settings-section.css";

/** A group of settings with its name, and a sentence that explains. */
export function SettingsSection({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className="settings-section" aria-labelledby={heading}>
      <h3 id={heading} className="settings-section-title">
        {title}
      </h3>
      <div className="settings-section-body">
        {children}
        {hint !== undefined && <p className="settings-section-hint">{hint}</p>}
      </div>
    </section>
  );
}
