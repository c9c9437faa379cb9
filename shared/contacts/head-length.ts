/** How many bytes of a file's beginning say what it is and how it is read; more are not looked at. */
export const HEAD_LENGTH = 65_536;
