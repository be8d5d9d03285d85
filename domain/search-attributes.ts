import { defineSearchAttributeKey } from '@temporalio/common';

/** Codes only: search attributes are shown in the Temporal UI and never encrypted. */
export const searchAttributeKeys = {
  Movement: defineSearchAttributeKey('Movement', 'KEYWORD'),
  Round: defineSearchAttributeKey('Round', 'KEYWORD'),
  Stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
  BodyWaiting: defineSearchAttributeKey('BodyWaiting', 'KEYWORD'),
  Award: defineSearchAttributeKey('Award', 'KEYWORD'),
  Unit: defineSearchAttributeKey('Unit', 'KEYWORD'),
  Outcome: defineSearchAttributeKey('Outcome', 'KEYWORD'),
  DueAt: defineSearchAttributeKey('DueAt', 'DATETIME'),
  Overdue: defineSearchAttributeKey('Overdue', 'BOOL'),
  OnHold: defineSearchAttributeKey('OnHold', 'BOOL'),
} as const;

const cliTypes = { KEYWORD: 'Keyword', DATETIME: 'Datetime', BOOL: 'Bool' } as const;

/** For the set-up: the same list as the CLI's `--search-attribute Name=Type` wants it. */
export const searchAttributes = Object.values(searchAttributeKeys).map(({ name, type }) => ({
  name,
  type: cliTypes[type],
}));
