/** The built app's program; `npm run build` makes it. */
export const MAIN = "out/main/index.js";
