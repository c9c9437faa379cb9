import { randomBytes, randomUUID } from "node:crypto";
import type { Random } from "../ports/random.ts";

export const systemRandom: Random = {
  fraction: () => Math.random(),
  id: () => randomUUID(),
  token: () => randomBytes(32).toString("base64url"),
};
