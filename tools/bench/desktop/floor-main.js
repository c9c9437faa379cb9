// The least that an app of the tray is: what measure-start.ts has beside the app's own program.
import { app, Tray } from "electron";

app.whenReady().then(() => new Tray("resources/icons/app/256.png"));
