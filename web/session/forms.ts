import type { ActForm } from '../acts/form.ts';
import { common } from '../words/common.ts';
import { accessWords as words } from './access-words.ts';

export const tokenForm: ActForm<null> = {
  label: words.newToken,
  follows: words.tokenFollows,
  start: () => ({ days: 90 }),
  fields: {
    name: { kind: 'text', label: common.name },
    days: { kind: 'number', label: words.days },
  },
};
export const endSessionForm: ActForm<null> = {
  label: words.endSession,
  tone: 'warning',
  follows: words.endSessionFollows,
  fields: {},
};
export const revokeTokenForm: ActForm<null> = {
  label: words.revokeToken,
  tone: 'warning',
  follows: words.revokeTokenFollows,
  fields: {},
};
