import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import { hooks } from '../client/client.ts';
import { today, useDates } from '../parts/dates.ts';
import { FilterChoice, Filters, FilterText } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useAwardName, useMovementTitle } from '../parts/plans.ts';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { Unbroken, Under } from '../parts/Unbroken.tsx';
import { useUnitName } from '../parts/units.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';

const words = {
  title: { vi: 'Sổ khen thưởng', en: 'Register of awards' },
  search: { vi: 'Tên, số quyết định', en: 'Name or decision' },
  number: { vi: 'Số sổ', en: 'Entry' },
  money: { vi: 'Tiền thưởng', en: 'Money' },
  subject: { vi: 'Đối tượng', en: 'Subject' },
  decision: { vi: 'Quyết định', en: 'Decision' },
  decidedBy: { vi: 'Cơ quan quyết định', en: 'Decided by' },
  year: { vi: 'Năm', en: 'Year' },
  revoked: { vi: 'Đã hủy', en: 'Revoked' },
  inForce: { vi: 'Đang hiệu lực', en: 'In force' },
} as const;

/** What has been given, by whom and under which decision, searched without diacritics. */
export function AwardsPage() {
  const say = useSay();
  const { day } = useDates();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const awardName = useAwardName();
  const [filter, setFilter] = useAddressFilters();
  const movements =
    hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } }).data?.items ?? [];
  const list = useList('/awards', {
    ...{ limit: 50, q: filter('q'), movement: filter('movement') },
    ...{ year: filter('year'), revoked: filter('revoked'), sort: filter('sort') },
  });
  const thisYear = Number(today().slice(0, 4));
  const years = Array.from({ length: 6 }, (_, i) => String(thisYear - i));
  const language = useLanguage();
  const money = new Intl.NumberFormat(language);
  return (
    <Page title={say(words.title)}>
      <Filters>
        <FilterText
          label={say(words.search)}
          value={filter('q')}
          onChange={(value) => setFilter('q', value)}
        />
        <FilterChoice
          label={say(common.movement)}
          value={filter('movement')}
          options={movements.map(({ code, title }) => [code, title])}
          onChange={(value) => setFilter('movement', value)}
        />
        <FilterChoice
          label={say(words.year)}
          value={filter('year')}
          options={years.map((year) => [year, year])}
          onChange={(value) => setFilter('year', value)}
        />
        <FilterChoice
          label={say(common.state)}
          value={filter('revoked')}
          options={[
            ['false', say(words.inForce)],
            ['true', say(words.revoked)],
          ]}
          onChange={(value) => setFilter('revoked', value)}
        />
      </Filters>
      <ListTable
        list={list}
        order="number"
        label={say(words.title)}
        sheet="so-khen-thuong"
        columns={[
          {
            label: say(words.subject),
            sortKey: 'name',
            cell: ({ id, subject, revoked }) => (
              <>
                <Link component={RouterLink} to={`/nominations/${id}`}>
                  {subject.name}
                </Link>{' '}
                {revoked && <StateChip label={say(words.revoked)} tone="error" />}
                <Under text={unitName(subject.unit)} />
              </>
            ),
          },
          {
            // Each body that decides numbers its own.
            label: say(words.number),
            sortKey: 'number',
            cell: ({ registerNumber, decision }) => (
              <>
                {registerNumber}
                <Under text={unitName(decision.body)} />
              </>
            ),
          },
          {
            label: say(common.award),
            cell: ({ movement, award }) => awardName(movement, award),
          },
          {
            label: say(common.movement),
            cell: ({ movement }) => movementTitle(movement),
          },
          {
            label: say(words.decision),
            sortKey: 'decidedOn',
            cell: ({ decision }) => (
              <>
                <Unbroken text={decision.number} />
                <Under text={day(decision.decidedOn)} />
              </>
            ),
          },
          {
            label: say(words.money),
            numeric: true,
            cell: ({ amount }) => (amount === null ? '—' : `${money.format(amount)} đ`),
          },
        ]}
      />
    </Page>
  );
}
