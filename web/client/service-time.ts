/** How far the service's clock is ahead of the browser's, in milliseconds, as of the latest answer. */
let ahead = 0;

export function keepServiceTime(instant: string | null): void {
  if (instant !== null) ahead = Date.parse(instant) - Date.now();
}

/** The service's time: what is late and how many days are left is for its clock to say. */
export const serviceTime = (): Date => new Date(Date.now() + ahead);
