/** What contradicts the record's seals; `codes` says each in words. */
export const findingCodes = {
  'chain-broken': 'the chain does not fit what is written from here on',
  'chain-cut': 'the chain ends before a head that was kept',
  'head-differs': 'the chain is not the one whose head was kept',
  'entry-unsealed': 'an entry of the trail has no seal and does not wait for one',
  'entry-waits': 'an entry waits for its seal for more than five minutes: no worker seals',
  'entry-missing': 'an entry that waited for its seal, or was sealed, is gone',
  'row-changed': 'a row is not what was sealed',
  'row-missing': 'a row that was sealed is gone',
  'row-unsealed': 'a row was never sealed',
  'row-without-act': 'a row was written by a transaction without an entry in the trail',
  'ballot-changed': "a session's boxes or results are not what the trail committed to",
  'version-gap': 'a step of a path is missing',
  'file-changed': 'a file is not what its hash says',
  'file-missing': 'a file of the record is gone',
  'trigger-missing': 'a trigger that seals or protects a table is missing or off',
} as const;
export type FindingCode = keyof typeof findingCodes;

/** Where the record contradicts its seals: tables, ids and positions, no content. */
export interface Finding {
  code: FindingCode;
  where: string;
}
