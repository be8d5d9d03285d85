import { parentPort, workerData } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';

// Whether a PDF opens without a password (pdf-file.ts).
const answer = await getDocumentProxy(new Uint8Array(workerData as Uint8Array), { verbosity: 0 }).then(
  () => 'open' as const,
  (failure: unknown) =>
    failure instanceof Error && failure.name === 'PasswordException'
      ? ('locked' as const)
      : ('damaged' as const),
);
parentPort?.postMessage(answer);
