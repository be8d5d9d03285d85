/**
 * All that the pages keep in the browser is kept here, each slot under whose it is and what it is: no person finds
 * what another one has begun. It goes with the log-out, and when somebody else logs in. ESLint lets nothing else
 * touch the browser's stores.
 */
let owner: string | null = null;

/** How long a slot lasts: as long as the tab does, or in all tabs of the browser until the log-out. */
type Lasting = 'tab' | 'browser';
const storeOf = (lasting: Lasting): Storage => (lasting === 'tab' ? sessionStorage : localStorage);
const own = (username: string): string => `of:${encodeURIComponent(username)}:`;

/** What is kept beyond any person: how the pages are shown on this device, and who is logged in, for other tabs. */
const deviceOnly = ['language', 'who'] as const;
type OfDevice = (typeof deviceOnly)[number];

export interface Slot {
  get(): string | null;
  /** Does nothing where nobody is logged in (any more). */
  set(text: string): void;
  remove(): void;
}

/** The slot for one thing of the person who is logged in: a form, a ballot, an intent. */
export function slotFor(thing: string, lasting: Lasting = 'tab'): Slot {
  const store = storeOf(lasting);
  const key = owner === null ? null : own(owner) + thing;
  return {
    get: () => (key === null ? null : store.getItem(key)),
    set: (text) => {
      if (key !== null && owner !== null) store.setItem(key, text);
    },
    remove: () => {
      if (key !== null) store.removeItem(key);
    },
  };
}

/** Whose the slots are from now on: what others, or earlier releases, left in this browser is removed. */
export function belongTo(username: string): void {
  if (owner === username) return;
  owner = username;
  removeAllBut(own(username));
  localStorage.setItem('who' satisfies OfDevice, username);
}

/** At the log-out: nothing of anybody stays. */
export function forgetAll(): void {
  owner = null;
  removeAllBut(null);
  localStorage.removeItem('who' satisfies OfDevice);
}

function removeAllBut(prefix: string | null): void {
  for (const store of [sessionStorage, localStorage])
    for (const key of Object.keys(store)) {
      const isOfDevice = deviceOnly.some((one) => one === key);
      if (!isOfDevice && (prefix === null || !key.startsWith(prefix))) store.removeItem(key);
    }
}

/**
 * Calls back when another tab of this browser has logged out, or somebody else in: the login is the browser's, and what
 * stands in this tab is not that person's.
 */
export function onOtherPerson(leave: () => void): () => void {
  const heard = ({ key, newValue }: StorageEvent) => {
    if (key !== ('who' satisfies OfDevice) || newValue === owner || owner === null) return;
    forgetTab();
    leave();
  };
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
}
/** What is in this tab alone; the stores that tabs share are the other one's business by now. */
function forgetTab(): void {
  owner = null;
  sessionStorage.clear();
}

export const languageSlot: Slot = {
  get: () => localStorage.getItem('language' satisfies OfDevice),
  set: (text) => localStorage.setItem('language' satisfies OfDevice, text),
  remove: () => localStorage.removeItem('language' satisfies OfDevice),
};
