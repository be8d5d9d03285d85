import { pathKinds } from '../../domain/path.ts';
import { pathNames } from '../../domain/texts.ts';
import { DateField } from '../parts/DateField.tsx';
import { useDates } from '../parts/dates.ts';
import { FilterChoice, Filters } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { useUnitName } from '../parts/units.ts';
import { roleName } from '../parts/WaitingBox.tsx';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { detailLines } from './audit-detail.ts';
import { auditName } from './audit-names.ts';
import { words } from './words.ts';

const kindOf = (pathKind: string | null) => pathKinds.find((known) => known === pathKind);

/** The trail, for auditors: who did what to what, when. */
export function AuditPage() {
  const say = useSay();
  const language = useLanguage();
  const { day, moment } = useDates();
  const unitName = useUnitName();
  const [filter, setFilter] = useAddressFilters();
  const list = useList('/audit', {
    limit: 50,
    pathKind: filter('pathKind'),
    from: filter('from'),
    to: filter('to'),
  });
  return (
    <Page title={say(words.audit)}>
      <Filters>
        <FilterChoice
          label={say(words.about)}
          value={filter('pathKind')}
          options={pathKinds.map((kind) => [kind, say(pathNames[kind])])}
          onChange={(value) => setFilter('pathKind', value)}
        />
        <DateField
          label={say(common.from)}
          value={filter('from')}
          onChange={(value) => setFilter('from', value)}
        />
        <DateField label={say(common.to)} value={filter('to')} onChange={(value) => setFilter('to', value)} />
      </Filters>
      <ListTable
        list={list}
        label={say(words.audit)}
        columns={[
          { label: say(words.when), width: 150, sortBy: ({ at }) => at, cell: ({ at }) => moment(at) },
          {
            label: say(words.who),
            sortBy: ({ person }) => person?.displayName ?? '',
            cell: ({ person, role }) =>
              [person?.displayName ?? '—', role && roleName(role, say)].filter(Boolean).join(', '),
          },
          {
            label: say(words.action),
            cell: ({ action, pathKind }) => auditName(kindOf(pathKind), action, language),
          },
          {
            label: say(words.about),
            cell: ({ pathKind, pathId }) => {
              const kind = kindOf(pathKind);
              return [kind ? say(pathNames[kind]) : pathKind, pathId?.slice(0, 8)].filter(Boolean).join(' ');
            },
          },
          {
            label: say(words.detail),
            cell: ({ detail, pathKind }) =>
              detailLines(detail, { kind: kindOf(pathKind), language, day, moment, unitName }).map((line) => (
                <div key={line}>{line}</div>
              )),
          },
        ]}
      />
    </Page>
  );
}
