import { app } from "electron";

// Electron never gets past this line: it is ready when the script is over.
await app.whenReady();
console.log("fixture: never");
