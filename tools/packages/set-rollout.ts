/** What may stand in an update file (`latest.yml`, `latest-mac.yml`, `latest-linux.yml`) for how many get the version. */
const PERCENTAGE = /^stagingPercentage:.*$\n?/m;

/**
 * The text of an update file that offers its version to so many computers. Each computer stands at a place of its own from 0
 * to 100, which stays: who has had it at 10 has it at 50, too.
 *
 * @param percentage 0 to 100; 0 stops a roll-out, and takes nothing back from those who have it
 * @throws Error where it is none, or the text is no update file
 * @see https://www.electron.build/auto-update#staged-rollouts
 */
export function setRollout(text: string, percentage: number): string {
  if (!Number.isInteger(percentage) || percentage < 0 || percentage > 100) {
    throw new Error(`a percentage is a whole number from 0 to 100, not ${percentage}`);
  }
  if (!/^version: \S+$/m.test(text) || !/^files:$/m.test(text)) throw new Error("this is no update file");
  const everybody = text.replace(PERCENTAGE, "");
  if (percentage === 100) return everybody;
  return `${everybody.replace(/\n*$/, "\n")}stagingPercentage: ${percentage}\n`;
}
