import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import "./call-card.css";

interface CallCardProps {
  tone: "ringing" | "talking" | "missed" | "ended";
  Icon: LucideIcon;
  /** How far it is, and on which line. */
  phase: string;
  /** Beside the phase. */
  aside?: ReactNode;
  name: string;
  /** What the name leads to. */
  onOpen?: (() => void) | undefined;
  details: readonly string[];
  /** Below the details, in small. */
  why?: ReactNode;
  notes?: readonly string[];
  /** A button at its end. */
  action?: ReactNode;
}

/** A call on top of the list, from "starting the call" to how it ended: always in one form, so that nothing jumps. */
export function CallCard({ tone, Icon, phase, aside, name, onOpen, details, why, notes = [], action }: CallCardProps) {
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
        {onOpen === undefined ? (
          <p className="call-card-name">{name}</p>
        ) : (
          <Button className="call-card-name call-card-open" onPress={onOpen}>
            {name}
          </Button>
        )}
        {details.length > 0 && <p className="call-card-details tabular">{details.join(" · ")}</p>}
        {why}
        {notes.map((note) => (
          <p key={note} className="call-card-note">
            {note}
          </p>
        ))}
      </div>
      {action}
    </article>
  );
}
