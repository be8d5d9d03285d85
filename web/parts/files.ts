import { bytesOf } from '../client/client.ts';

/** Hands a file of the service to the person: saved under its name. */
export async function saveFile(path: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await bytesOf(path));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // After the click has been taken up.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const units = ['B', 'kB', 'MB', 'GB'];
/** A size in bytes as people read it. */
export function sizeText(bytes: number): string {
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : bytes < 1024 ** 3 ? 2 : 3;
  return `${new Intl.NumberFormat('vi', { maximumFractionDigits: 1 }).format(bytes / 1024 ** step)} ${units[step]}`;
}
