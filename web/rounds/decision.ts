import { paperNumber, signedBy, optionalSignedPaper } from '../acts/form.ts';
import type { ActForm } from '../acts/form.ts';
import type { BodyOf } from '../client/answers.ts';
import { AwardedPart } from '../submissions/act-parts.tsx';
import type { Listed, Refused } from '../submissions/act-parts.tsx';
import { words } from './words.ts';

/** One decision over what was chosen: the whole list is recorded, or nothing of it. */
export const decisionForm = {
  label: words.decide,
  follows: ({ items: { length: n } }) => ({
    vi: `${n} hồ sơ kết thúc theo một quyết định: ghi tất cả, hoặc không ghi hồ sơ nào. Khen thưởng được ghi vào sổ. Công bố ngay thì các đơn vị nhận thư báo; công bố sau thì chưa ai được báo cho đến khi bấm “Công bố quyết định” của đợt.`,
    en: `${n} ${n === 1 ? 'nomination ends' : 'nominations end'} by one decision: all are recorded, or none. Awards enter the register. Told now, the units get mail; told later, nobody knows before “Release decisions” of the round.`,
  }),
  start: () => ({ prepared: 'now' }),
  fields: {
    number: { ...paperNumber, label: { vi: 'Số quyết định', en: 'Number of the decision' } },
    decidedOn: { kind: 'date', label: { vi: 'Ngày quyết định', en: 'Decided on' } },
    signedBy,
    file: optionalSignedPaper,
    prepared: {
      kind: 'choice',
      label: { vi: 'Công bố', en: 'Tell the units' },
      options: {
        now: { vi: 'Ngay khi ghi', en: 'Now' },
        later: { vi: 'Sau, cùng các quyết định của đợt', en: 'Later, with the decisions of the round' },
      },
    },
    awarded: null,
    refused: null,
  },
  part: AwardedPart,
  // What is on the list now, whatever the form kept from a choice before.
  body: ({ prepared, refused = [], ...paper }, { items }) => {
    const no = (refused as Refused[]).filter((refusal) => items.some(({ id }) => id === refusal.id));
    return {
      ...paper,
      awarded: items.map(({ id }) => id).filter((id) => !no.some((refusal) => refusal.id === id)),
      refused: no,
      ...(prepared === 'later' ? { prepared: true } : {}),
    };
  },
} satisfies ActForm<Listed, BodyOf<'/decisions'>>;
