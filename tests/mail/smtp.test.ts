import { expect, test } from 'vitest';
import { verdictOf } from '../../mail/smtp.ts';

const fault = (properties: object) => Object.assign(new Error('secret@address is not here'), properties);

test.each([
  ['an unknown address', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'refused', 'smtp-550'],
  [
    'content that is refused',
    { code: 'EMESSAGE', command: 'DATA', responseCode: 554 },
    'refused',
    'smtp-554',
  ],
  ['a mail too large', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 552 }, 'refused', 'smtp-552'],
  ['too large before it is sent', { code: 'EMESSAGE', command: 'MAIL FROM' }, 'refused', 'emessage'],
  ['an address that is none', { code: 'EENVELOPE', command: 'API' }, 'refused', 'bad-address'],
  ['a full mailbox', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452 }, 'later', 'smtp-452'],
  ['greylisting', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, 'later', 'smtp-451'],
  ['a server that closes', { code: 'EMESSAGE', command: 'DATA', responseCode: 421 }, 'later', 'smtp-421'],
  ['our sender refused', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 }, 'later', 'smtp-550'],
  ['our login refused', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'later', 'smtp-535'],
  ['a broken connection', { code: 'ECONNECTION', command: 'CONN' }, 'later', 'connection-lost'],
  ['a time limit', { code: 'ETIMEDOUT' }, 'later', 'connection-lost'],
  ['what nobody thought of', {}, 'later', 'connection-lost'],
])('%s: never again only where it is this mail’s own fault', (_what, properties, kind, reason) => {
  expect(verdictOf(fault(properties))).toEqual({ kind, reason });
});
