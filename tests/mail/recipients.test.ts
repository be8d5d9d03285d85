import { describe, expect, test } from 'vitest';
import { mailEvents } from '../../mail/events.ts';
import { recipientKinds, recipients } from '../../mail/recipients.ts';

const kindsOf = (event: (typeof mailEvents)[number]) => recipients[event].map((rule) => rule.to);

describe('the table of who hears of what', () => {
  test.each(mailEvents)('%s reaches somebody, nobody twice by the same line', (event) => {
    const kinds = kindsOf(event);
    expect(kinds.length).toBeGreaterThan(0);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  test('has a line for every event of the closed list, and no others', () => {
    expect(Object.keys(recipients).sort()).toEqual([...mailEvents].sort());
  });

  test('uses every kind of recipient', () => {
    const used = new Set(mailEvents.flatMap(kindsOf));
    expect(recipientKinds.filter((kind) => !used.has(kind))).toEqual([]);
  });

  test('hands papers over to the body a tờ trình is addressed to, and to nobody else', () => {
    const attaching = mailEvents.flatMap((event) =>
      recipients[event].filter((rule) => rule.attach).map((rule) => [event, rule.to]),
    );
    expect(attaching).toEqual([['submission-dispatched', 'next-body']]);
  });

  test.each(['stage-entered', 'reminder', 'overdue', 'released', 'extended', 'rerouted'] as const)(
    '%s reaches the body that must act before anybody else',
    (event) => expect(kindsOf(event)[0]).toBe('body-waiting'),
  );

  test.each([
    'returned',
    'rejected',
    'lapsed',
    'passed-council',
    'not-selected',
    'awarded',
    'refused',
  ] as const)('%s reaches the proposer, the unit and its head', (event) =>
    expect(kindsOf(event)).toEqual(
      expect.arrayContaining(['proposer', 'proposing-unit', 'proposing-unit-head']),
    ),
  );

  test('a decision is told to the unit of the nominee', () => {
    expect(kindsOf('awarded')).toContain('nominee-unit');
    expect(kindsOf('refused')).toContain('nominee-unit');
  });

  test('escalation climbs: first the head of the body, then of the organization', () => {
    expect(kindsOf('escalated-to-body-head')).toEqual(['body-head']);
    expect(kindsOf('escalated-to-organization-head')).toContain('organization-head');
  });
});
