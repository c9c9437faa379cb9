import { parentPort, workerData } from "node:worker_threads";
import { importContacts } from "./import-contacts.ts";
import { type ImportMessage, importTaskSchema } from "./import-messages.ts";

/** One import, in a thread of its own. */
const task = importTaskSchema.parse(workerData);
const stop = new Int32Array(task.stop);
const tell = (message: ImportMessage) => parentPort?.postMessage(message);

const outcome = await importContacts(
  task,
  (progress) => tell({ type: "progress", progress }),
  () => Atomics.load(stop, 0) !== 0,
);
tell({ type: "over", outcome });
