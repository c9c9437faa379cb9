import { z } from "zod";
import { commandSchema } from "./generator/commands.ts";
import { LoadGenerator } from "./generator/load-generator.ts";

const requestSchema = z.object({ id: z.int(), command: commandSchema });

const send = process.send?.bind(process);
if (send === undefined) throw new Error("The generator is started by the benchmark: npm run bench -- relay.");

const generator = new LoadGenerator();
process.on("message", (message) => {
  const { id, command } = requestSchema.parse(message);
  generator.carryOut(command).then(
    (answer) => send({ id, answer }),
    (error: unknown) => send({ id, problem: error instanceof Error ? error.message : String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
