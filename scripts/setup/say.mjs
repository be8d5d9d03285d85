/** What is wrong with the machine or its surroundings: the message is one line for people, without a stack. */
export class SetupError extends Error {}

/** To stderr: what a command prints may be read by another. */
export function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}
