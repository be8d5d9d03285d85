import { expect, test } from 'vitest';
import { unzip, zip } from '../../../web/parts/fflate-here.ts';

// Under the pages' policy no worker starts that is made of a text, and the library then waits for ever.
test('what is larger than half a megabyte is packed and unpacked without a worker', async () => {
  const start = (globalThis as { Worker?: unknown }).Worker;
  (globalThis as { Worker?: unknown }).Worker = () => {
    throw new Error('a worker was asked for');
  };
  try {
    const text = Uint8Array.from({ length: 2_000_000 }, (_, at) => at % 251);
    const packed = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) =>
      zip({ 'xl/sharedStrings.xml': text }, (failure, made) =>
        made ? resolve(made) : reject(failure ?? new Error()),
      ),
    );
    const parts = await new Promise<Record<string, Uint8Array>>((resolve, reject) =>
      unzip(packed, (failure, made) => (made ? resolve(made) : reject(failure ?? new Error()))),
    );
    expect(parts['xl/sharedStrings.xml']).toEqual(text);
  } finally {
    (globalThis as { Worker?: unknown }).Worker = start;
  }
});

test('what can’t be unpacked is told, not awaited', async () => {
  const told = await new Promise((resolve) => unzip(new Uint8Array(10), (failure) => resolve(failure)));
  expect(told).toBeInstanceOf(Error);
});
