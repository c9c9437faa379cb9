import type { PairingStep } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { ChooseEmployee } from "./choose-employee.tsx";
import { LoginForm } from "./login-form.tsx";

/** The step that main waits for. Back gives it up. */
export function PairingStepPage({ step }: { step: PairingStep }) {
  const decline = useCommand("pairing.decline");
  const onBack = () => void decline.run(undefined);
  return (
    <main className="window-main">
      {step.kind === "login" ? (
        <LoginForm step={step} onBack={onBack} />
      ) : (
        <ChooseEmployee step={step} onBack={onBack} />
      )}
    </main>
  );
}
