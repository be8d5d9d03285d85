import { setTimeout as pause } from 'node:timers/promises';
import { addDays, dateOf, endOfDay } from '../../domain/dates.ts';
import { Chance } from './chance.ts';
import { violationsOf } from './checks.ts';
import type { Evidence } from './evidence.ts';
import { befall, faultsOf } from './faults.ts';
import type { Fault } from './faults.ts';
import { gather } from './gather.ts';
import { Ground } from './ground.ts';
import { Observer } from './observer.ts';
import { OfficeHours } from './office-hours.ts';
import { peopleAtWork } from './people.ts';
import { Town } from './town.ts';

export interface Plan {
  seed: number;
  /** How long people work and faults befall them, the moves of the clock included. */
  minutes: number;
  say: (line: string) => void;
  /** Called once all has come to rest, before the last look: may spoil what the run has left, and look itself. */
  afterwards?: (observer: Observer, look: () => Promise<Map<string, string[]>>) => Promise<void>;
}

export interface Outcome {
  evidence: Evidence;
  faults: readonly Fault[];
  /** From the last fault's end until all had come to rest. */
  drainMs: number;
  violations: Map<string, string[]>;
  ledger: Town['ledger'];
  /** How parts ended that nobody had killed. */
  deaths: string[];
  /** Where everything of the run lies; gone at once where nothing was found. */
  dataDir: string;
}

/** Between the seeds of two stretches. */
const ANOTHER = 1_000_003;
/** Between two moves of the clock. */
const STRETCH_MS = 60_000;
/** How long before midnight a move ends, so that what falls due then falls due among the faults. */
const BEFORE_MIDNIGHT_MS = 20_000;
const REST_WITHIN_MS = 300_000;
const ANSWERS_WITHIN_MS = 60_000;

/** A whole run: people at work among faults, then rest, then everything is looked at. */
export async function run({ seed, minutes, say, afterwards }: Plan): Promise<Outcome> {
  const ground = await Ground.prepare();
  const observer = await Observer.of(ground.settings);
  try {
    const town = new Town(seed, ground.baseUrl, ground.accounts);
    const hours = new OfficeHours();
    await town.fileGenerousPlan();
    await town.openRound(dateOf(await observer.now()));
    const people = peopleAtWork(town, hours);

    const faults = await stretches(seed, minutes, { ground, observer, town, hours, say });
    ground.mend();
    say('faults are over');
    const mended = Date.now();
    hours.end();
    const goHome = setTimeout(() => town.giveUp(), ANSWERS_WITHIN_MS);
    await people;
    clearTimeout(goHome);
    const left = await rest(observer);
    const drainMs = Date.now() - mended;
    const look = () => gather(observer, town.ledger, left);
    await afterwards?.(observer, async () => violationsOf(await look()));
    const evidence = await look();
    const deaths = Object.entries(ground.parts).flatMap(([name, part]) =>
      part.deaths.map((how) => `${name}: ${how}`),
    );
    const violations = violationsOf(evidence);
    if (violations.size === 0) ground.forgetAtStop();
    const { dataDir } = ground;
    return { evidence, faults, drainMs, violations, ledger: town.ledger, deaths, dataDir };
  } finally {
    await observer.close();
    await ground.stop();
  }
}

interface Scene {
  ground: Ground;
  observer: Observer;
  town: Town;
  hours: OfficeHours;
  say: (line: string) => void;
}

/** Faults for some minutes, with a move of the clock between any two stretches. @returns the faults that were */
async function stretches(seed: number, minutes: number, scene: Scene): Promise<Fault[]> {
  const faults: Fault[] = [];
  const began = Date.now();
  const until = began + minutes * 60_000;
  const say = (line: string) => scene.say(`${Math.round((Date.now() - began) / 1000)} s: ${line}`);
  for (let stretch = 0; ; stretch++) {
    const over = Math.min(Date.now() + STRETCH_MS, until);
    const befalling = faultsOf(seed + stretch * ANOTHER, over - Date.now());
    await Promise.all([
      pause(over - Date.now()),
      ...befalling.map(async (fault) => {
        await pause(fault.at);
        say(`${fault.part} ${fault.kind} for ${fault.lasts} ms`);
        await befall(scene.ground, fault);
      }),
    ]);
    faults.push(...befalling);
    if (Date.now() + STRETCH_MS / 2 > until) return faults;
    const chance = new Chance(seed, `day:${stretch}`);
    if (!(await moveClock(scene, chance.between(0, 2), say))) return faults;
  }
}

/**
 * To shortly before the midnight of a day, in quiet; then a new round, whose dates are still to come.
 * @returns false where it did not become quiet
 */
async function moveClock(
  { observer, town, hours }: Scene,
  days: number,
  say: (line: string) => void,
): Promise<boolean> {
  const giveUpAt = Date.now() + ANSWERS_WITHIN_MS;
  if (!(await hours.close(ANSWERS_WITHIN_MS))) return false;
  while ((await observer.unrest()).some((line) => /news|paths/.test(line)))
    if (Date.now() > giveUpAt) return false;
    else await pause(500);
  const now = await observer.now();
  const midnight = endOfDay(addDays(dateOf(now), days)).getTime();
  const to = new Date(midnight - BEFORE_MIDNIGHT_MS);
  if (to > now) {
    const admin = await town.administrator();
    const moved = { to: to.toISOString() };
    const { body } = await admin.send<{ notArrived?: string[] }>('POST', '/rehearsal/clock', moved);
    say(`the clock is moved to ${moved.to}, late: ${body.notArrived?.join(', ') ?? 'all'}`);
    await town.openRound(dateOf(to));
  }
  hours.open();
  return true;
}

/** Waits until nothing is under way. @returns what still is when that takes too long */
async function rest(observer: Observer): Promise<string[]> {
  const giveUpAt = Date.now() + REST_WITHIN_MS;
  for (;;) {
    const left = await observer.unrest();
    if (left.length === 0 || Date.now() > giveUpAt) return left;
    await pause(500);
  }
}
