/** How long calls are to raise nothing; `morning` is tomorrow at 8:00, `until-off` has no end. */
export const quietChoices = ["half-hour", "hour", "morning", "until-off"] as const;
export type QuietChoice = (typeof quietChoices)[number];
