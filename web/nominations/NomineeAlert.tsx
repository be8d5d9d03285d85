import Alert from '@mui/material/Alert';
import type { Nomination } from '../client/answers.ts';
import { useSay } from '../words/words.ts';
import { SameOrOther } from './SameOrOther.tsx';
import type { Answer, Answers } from './SameOrOther.tsx';

/** As a nomination and a session tell it; without an account nothing but the name is known. */
type Found = Omit<Nomination['nominees'][number], 'personId'> & { personId: string | null };

const words = {
  account: { vi: '{name} là người được đề nghị khen thưởng.', en: '{name} is nominated.' },
  confirmed: {
    vi: '{name} là người được đề nghị khen thưởng (đã xác nhận).',
    en: '{name} is nominated, as was confirmed.',
  },
  name: {
    vi: '{name} trùng họ tên, cùng cơ quan với người được đề nghị. Có phải là một người không?',
    en: '{name} bears the nominee’s name in the same organization. Are they the same person?',
  },
  'no-account': {
    vi: '{name} trùng họ tên với người được đề nghị và không có tài khoản. Nếu là một người, hãy ghi nhận không tham gia biểu quyết.',
    en: '{name} bears the nominee’s name and has no account. If they are the same person, record a recusal.',
  },
  'heads-unit': {
    vi: '{name} là người đứng đầu tập thể được đề nghị.',
    en: '{name} heads the nominated collective.',
  },
  aside: {
    vi: 'Người này không thẩm tra, biểu quyết, quyết định hồ sơ.',
    en: 'They review, vote on and decide nothing of it.',
  },
  until: {
    vi: 'Chưa xác nhận thì người này không thẩm tra, biểu quyết, quyết định hồ sơ, và chưa mở biểu quyết được.',
    en: 'Until that is said they review, vote on and decide nothing of it, and no vote on it begins where they sit.',
  },
} as const;

const answers = {
  same: {
    label: { vi: 'Là một người', en: 'The same person' },
    follows: {
      vi: 'Người này được xác nhận là người được đề nghị và đứng ngoài việc xét hồ sơ. Nhật ký ghi ai xác nhận, lúc nào.',
      en: 'They are confirmed as the nominee and stay out of the case. The audit trail says who said so, and when.',
    },
  },
  other: {
    label: { vi: 'Là người khác', en: 'Somebody else' },
    follows: {
      vi: 'Người này chỉ trùng họ tên và được tham gia xét hồ sơ. Nhật ký ghi ai xác nhận, lúc nào.',
      en: 'They only share the name and may take part. The audit trail says who said so, and when.',
    },
  },
} satisfies Answers;

/** Which words may still be said of somebody who was found in this way. */
const openAnswers: Record<Found['ground'], readonly Answer[]> = {
  account: [],
  confirmed: ['other'],
  name: ['same', 'other'],
  'heads-unit': [],
};

/** Somebody who might judge a nomination is who it would honour, or seems to be: said, and asked. */
export function NomineeAlert({
  nominationId,
  item,
  found: { personId, displayName, ground },
}: {
  nominationId: string;
  /** The nomination's name, where it stands among others. */
  item?: string;
  found: Found;
}) {
  const say = useSay();
  const isUntold = ground === 'name' && personId !== null;
  const found = say(words[personId === null ? 'no-account' : ground], { name: displayName });
  return (
    <Alert severity="warning" variant="outlined" sx={{ mb: 1, color: 'text.primary' }}>
      {item !== undefined && `${item}: `}
      {found} {personId !== null && say(isUntold ? words.until : words.aside)}{' '}
      {personId !== null && (
        <SameOrOther
          answers={answers}
          open={openAnswers[ground]}
          path={`/nominations/${nominationId}/nominees/${personId}`}
        />
      )}
    </Alert>
  );
}
