/**
 * Runs a command's work. What is wrong with its settings or surroundings ends as a line for people and exit
 * code 1, not as a stack. Ends the process, since Prisma's schema engine leaves a timer of 10 s behind.
 */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
  process.exit(0);
}
