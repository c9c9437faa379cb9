/** Starts the app without a window, whatever else is asked of it. */
export const HIDDEN_ARGUMENT = "--hidden";
