import { useState } from "react";
import { DirectForm } from "./direct-form.tsx";
import { LoginWhere } from "./login-where.tsx";
import { Welcome } from "./welcome.tsx";

/** How he comes to his extension: an invitation, his MyFone login, or without a relay. */
export function FirstSteps({ onBack }: { onBack?: () => void }) {
  const [way, setWay] = useState<"invitation" | "login" | "direct">("invitation");
  const toInvitation = () => setWay("invitation");
  if (way === "login") return <LoginWhere onBack={toInvitation} />;
  if (way === "direct") return <DirectForm onBack={toInvitation} />;
  return <Welcome onOtherWay={setWay} {...(onBack === undefined ? {} : { onBack })} />;
}
