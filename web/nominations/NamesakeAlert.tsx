import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import type { Nomination } from '../client/answers.ts';
import { useUnitName } from '../parts/units.ts';
import { useSay } from '../words/words.ts';
import { SameOrOther } from './SameOrOther.tsx';
import type { Answer, Answers } from './SameOrOther.tsx';

type Other = NonNullable<Nomination['desk']>['warnings'][number]['others'][number];

const words = {
  asked: {
    vi: 'Hồ sơ {code} đề nghị {name}, {unit}. Có phải cùng một đối tượng không?',
    en: 'Case {code} nominates {name}, {unit}. Is it the same nominee?',
  },
  same: {
    vi: 'Đã xác nhận cùng một đối tượng với hồ sơ {code}: {name}, {unit}.',
    en: 'Said to be the same nominee as in case {code}: {name}, {unit}.',
  },
  other: {
    vi: 'Đã xác nhận khác đối tượng với hồ sơ {code}: {name}, {unit}.',
    en: 'Said to be another nominee than in case {code}: {name}, {unit}.',
  },
  look: { vi: 'Xem hồ sơ', en: 'See the case' },
} as const;

const answers = {
  same: {
    label: { vi: 'Cùng một đối tượng', en: 'The same nominee' },
    follows: {
      vi: 'Hai hồ sơ được xem là của một đối tượng: chỉ tiêu và quy định một thành tích được kiểm tra theo đó. Nhật ký ghi ai xác nhận, lúc nào.',
      en: 'Both cases count as one nominee’s, and the rules on one achievement look at both. The audit trail says who said so, and when.',
    },
  },
  other: {
    label: { vi: 'Đối tượng khác', en: 'Another nominee' },
    follows: {
      vi: 'Hai hồ sơ chỉ trùng tên và không được nhắc nữa. Nhật ký ghi ai xác nhận, lúc nào.',
      en: 'They only share a name and are not pointed out any more. The audit trail says who said so, and when.',
    },
  },
} satisfies Answers;

/** Another case whose nominee may be this one's: pointed out until a reviewer says; then what they said, which can be changed. */
export function NamesakeAlert({
  nominationId,
  other: { id, code, name, unit },
  said,
}: {
  nominationId: string;
  other: Other;
  /** What was said of it; null while nobody has. */
  said: boolean | null;
}) {
  const say = useSay();
  const unitName = useUnitName();
  const open: Answer[] = said === null ? ['same', 'other'] : said ? ['other'] : ['same'];
  return (
    <Alert
      severity={said === false ? 'info' : 'warning'}
      variant="outlined"
      sx={{ mb: 1, color: 'text.primary' }}
    >
      {say(words[said === null ? 'asked' : said ? 'same' : 'other'], { code, name, unit: unitName(unit) })}{' '}
      <Link component={RouterLink} to={`/nominations/${id}`} sx={{ mr: 1 }}>
        {say(words.look)}
      </Link>
      <SameOrOther answers={answers} open={open} path={`/nominations/${nominationId}/namesakes/${id}`} />
    </Alert>
  );
}
