import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import "./call-card.css";

interface CallCardProps {
  tone: "ringing" | "talking" | "missed" | "ended";
  Icon: LucideIcon;
  /** How far it is, and on which line. */
  phase: string;
  /** Beside the phase. */
  aside?: ReactNode;
  name: string;
  details: readonly string[];
  note?: string | undefined;
  /** A button at its end. */
  action?: ReactNode;
}

/** A call on top of the list, from "starting the call" to how it ended: always in one form, so that nothing jumps. */
export function CallCard({ tone, Icon, phase, aside, name, details, note, action }: CallCardProps) {
  return (
    <article className={`call-card call-card-${tone}`} aria-label={name}>
      <span className="call-card-icon">
        <Icon size={20} aria-hidden="true" />
      </span>
      <div className="call-card-text">
        <p className="call-card-phase">
          <span>{phase}</span>
          {aside}
        </p>
        <p className="call-card-name">{name}</p>
        {details.length > 0 && <p className="call-card-details tabular">{details.join(" · ")}</p>}
        {note !== undefined && <p className="call-card-note">{note}</p>}
      </div>
      {action}
    </article>
  );
}
