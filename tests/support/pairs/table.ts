import type { PathKind } from '../../../domain/path.ts';
import type { ApiClient } from '../../../acceptance/demo/client.ts';
import type { Cast } from '../cast.ts';
import type { Stack } from '../stack.ts';
import type { Carried } from './ground.ts';

/** Which act is to be done, to which copy: `nth` of the two that are done at once. */
export interface Asked<Place> {
  place: Place;
  id: string;
  step: number;
  nth: number;
  by: ApiClient;
}

/** An act's line: who may do it where it is open, two people for each place, and with what. */
export interface Line<Place> {
  by(place: Place): readonly [ApiClient, ApiClient];
  body(asked: Asked<Place>): object | Promise<object>;
  /** The case stays where it is: another act may follow it. */
  stays?: true;
  /** What it uses up: of two acts that use up the same, the second finds nothing any more. */
  takes?: string;
  /** Where it is asked for, unless at the case's own address. */
  route?: string;
}

/** How the acts of one kind of case are set against each other. */
export interface Table<Act extends string = string, Place extends string = string> {
  /** A case in each, of which copies are made. */
  places: readonly Place[];
  /** Every stage in which something can be done. */
  stages: readonly string[];
  lines: Record<Act, Line<Place>>;
  /** What a stage opens, and what lies at this place does not allow: whatever else is done beside it. */
  barred?: Partial<Record<Place, readonly Act[]>>;
  copy(place: Place): Promise<string>;
}

/** What all tables are laid out on. */
export interface Ground {
  stack: Stack;
  cast: Cast;
  today: string;
  /** A round in which copies lie. */
  copies: string;
  /** A second holder for each role that has but one among the cast. */
  more: Record<'head' | 'officeHead' | 'appraiser' | 'director' | 'chair', ApiClient>;
  /** A nomination at each place of its way. */
  carried: Carried;
}

export const tableNames: Record<PathKind, string> = {
  nomination: 'Nomination',
  'award-round': 'Round',
  'council-session': 'CouncilSession',
  submission: 'Submission',
  obligation: 'Obligation',
  enquiry: 'Enquiry',
  revocation: 'Revocation',
};
export const reason = 'Theo kết luận của lãnh đạo.';
