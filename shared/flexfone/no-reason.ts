/** What stands for the PBX's words where it refused without any. Nobody is shown it as hers: whoever shows words leaves it out. */
export const NO_REASON = "The telephone system refused without a reason.";
