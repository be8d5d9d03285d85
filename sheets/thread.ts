import { parentPort, workerData } from 'node:worker_threads';
import { readDelimited } from './delimited.ts';
import { readWorkbook } from './workbook.ts';
import type { ReadRequest } from './types.ts';

// Runs in a thread of its own (read-sheets.ts), which is ended where it takes too long or too much.
const { kind, bytes } = workerData as ReadRequest;
parentPort?.postMessage(kind === 'workbook' ? readWorkbook(bytes) : readDelimited(bytes));
