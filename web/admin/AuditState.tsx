import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { useUnitName } from '../parts/units.ts';
import { useSay } from '../words/words.ts';
import type { Words } from '../words/words.ts';
import type { AnswerOf } from '../client/answers.ts';

type LastCheck = NonNullable<AnswerOf<'/audit/state'>['lastCheck']>;

/** What a finding says, without where: places are `npm run audit`'s to name. */
const findings: Record<LastCheck['kinds'][number]['code'], Words> = {
  'chain-broken': { vi: 'Chuỗi niêm phong bị đứt', en: 'A chain of seals is broken' },
  'chain-cut': {
    vi: 'Chuỗi ngắn hơn đầu chuỗi đã lưu bên ngoài',
    en: 'A chain ends before a head kept outside',
  },
  'head-differs': {
    vi: 'Chuỗi khác với đầu chuỗi đã lưu bên ngoài',
    en: 'A chain is not the one whose head was kept outside',
  },
  'entry-unsealed': { vi: 'Dòng nhật ký không có niêm phong', en: 'Entries without a seal' },
  'entry-waits': {
    vi: 'Dòng nhật ký chờ niêm phong quá 5 phút',
    en: 'Entries that wait for their seal for more than 5 minutes',
  },
  'entry-missing': { vi: 'Dòng nhật ký đã bị xóa', en: 'Entries that are gone' },
  'row-changed': { vi: 'Dữ liệu đã bị sửa sau khi niêm phong', en: 'Rows changed after they were sealed' },
  'row-missing': { vi: 'Dữ liệu đã niêm phong bị xóa', en: 'Sealed rows that are gone' },
  'row-unsealed': { vi: 'Dữ liệu chưa từng được niêm phong', en: 'Rows that were never sealed' },
  'row-without-act': {
    vi: 'Dữ liệu ghi không qua việc nào trong nhật ký',
    en: 'Rows written without an entry in the trail',
  },
  'ballot-changed': {
    vi: 'Phiếu hoặc kết quả khác với những gì đã niêm phong',
    en: 'Ballots or results that are not what was committed to',
  },
  'version-gap': { vi: 'Thiếu một bước của hồ sơ', en: 'A step of a case is missing' },
  'file-changed': { vi: 'Tệp đã bị sửa', en: 'Changed files' },
  'file-missing': { vi: 'Tệp bị mất', en: 'Missing files' },
  'trigger-missing': {
    vi: 'Cơ chế bảo vệ của cơ sở dữ liệu bị tắt',
    en: 'A protection of the database is off',
  },
};

const own = {
  neverChecked: {
    vi: 'Toàn bộ hồ sơ lưu chưa được kiểm tra lần nào: việc này chạy mỗi ngày một lần.',
    en: 'The whole record has not been checked yet: that is done once a day.',
  },
  checkedSound: {
    vi: 'Lần kiểm tra gần nhất, {at}: hồ sơ lưu khớp với niêm phong.',
    en: 'Last checked at {at}: the record is as it was sealed.',
  },
  checkedUnsound: {
    vi: 'Lần kiểm tra gần nhất, {at}: {found} chỗ không khớp với niêm phong. Người vận hành chạy npm run audit để biết từng chỗ.',
    en: 'Last checked at {at}: {found} places contradict the seals. Operators run npm run audit for each place.',
  },
  chainHead: {
    vi: '{unit}: {position} dòng đã niêm phong, đầu chuỗi {hash}',
    en: '{unit}: {position} sealed entries, head {hash}',
  },
  sealsWaiting: { vi: '{count} dòng đang chờ niêm phong', en: '{count} entries wait for their seal' },
  headsNotKept: {
    vi: 'Đầu chuỗi chưa được lưu ra ngoài cơ sở dữ liệu.',
    en: 'The heads are not kept outside the database.',
  },
  rolesNotApart: {
    vi: 'Tài khoản cơ sở dữ liệu của dịch vụ có nhiều quyền hơn quy định.',
    en: "The service's database role may do more than it should.",
  },
} as const;

/** Where the chain stands and what the last check of the record came to, above the trail. */
export function AuditState() {
  const say = useSay();
  const { moment } = useDates();
  const unitName = useUnitName();
  const { data } = hooks.useQuery('get', '/audit/state');
  if (!data) return null;
  const { chains, lastCheck, waiting, rolesApart } = data;
  const isSound = lastCheck?.found === 0;
  return (
    <Alert severity={lastCheck === null ? 'info' : isSound ? 'success' : 'error'} sx={{ mb: 2 }}>
      {lastCheck === null
        ? say(own.neverChecked)
        : say(isSound ? own.checkedSound : own.checkedUnsound, {
            at: moment(lastCheck.at),
            found: String(lastCheck.found),
          })}
      {lastCheck?.kinds.map(({ code, count }) => (
        <div key={code}>{`${say(findings[code])}: ${String(count)}`}</div>
      ))}
      {chains.map(({ organization, position, hash }) => (
        <Typography key={organization} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {say(own.chainHead, { unit: unitName(organization), position: String(position), hash })}
        </Typography>
      ))}
      {waiting > 0 && <div>{say(own.sealsWaiting, { count: String(waiting) })}</div>}
      {lastCheck?.headsKept === false && <div>{say(own.headsNotKept)}</div>}
      {!rolesApart && <div>{say(own.rolesNotApart)}</div>}
    </Alert>
  );
}
