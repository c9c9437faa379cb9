import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { ReactNode } from "react";
import type { Problem } from "../bridge/problem.ts";
import { ProblemText } from "./problem-text.tsx";
import "./problem-box.css";

interface ProblemBoxProps {
  /** What did not happen. */
  title?: string;
  problem: Problem;
  /** Buttons that help. */
  children?: ReactNode;
}

/** A failure, announced at once by screen readers. */
export function ProblemBox({ title, problem, children }: ProblemBoxProps) {
  return (
    <div className="problem-box" role="alert">
      <TriangleAlert size={16} aria-hidden="true" />
      <div className="problem-box-text">
        {title !== undefined && <p className="problem-box-title">{title}</p>}
        <ProblemText problem={problem} />
        {children !== undefined && <div className="problem-box-actions">{children}</div>}
      </div>
    </div>
  );
}
