import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import { isId } from '../../domain/ids.ts';
import { pathFolders, pathKinds } from '../../domain/path.ts';
import { pathNames } from '../../domain/texts.ts';
import { DateField } from '../parts/DateField.tsx';
import { useDates } from '../parts/dates.ts';
import { FilterChoice, Filters, FilterText } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { ListTable } from '../parts/ListTable.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { ByItself } from '../parts/Story.tsx';
import { useUnitName } from '../parts/units.ts';
import { roleName } from '../parts/WaitingBox.tsx';
import { common } from '../words/common.ts';
import { begunLarge, useLanguage, useSay } from '../words/words.ts';
import { detailLines } from './audit-detail.ts';
import { auditName } from './audit-names.ts';
import { AuditState } from './AuditState.tsx';
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
    ...(isId(filter('object').trim().toLowerCase())
      ? { path: filter('object').trim() }
      : { q: filter('object').trim() }),
    from: filter('from'),
    to: filter('to'),
  });
  return (
    <Page title={say(words.audit)}>
      <AuditState />
      <Filters>
        <FilterText
          label={say(words.objectCode)}
          value={filter('object')}
          onChange={(value) => setFilter('object', value)}
        />
        <FilterChoice
          label={say(words.about)}
          value={filter('pathKind')}
          options={pathKinds.map((kind) => [kind, begunLarge(say(pathNames[kind]))])}
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
          { label: say(words.when), whole: true, cell: ({ at }) => moment(at) },
          {
            label: say(words.who),
            cell: ({ person, role, cause }) =>
              person ? (
                [person.displayName, role && roleName(role, say)].filter(Boolean).join(', ')
              ) : (
                <ByItself cause={cause} />
              ),
          },
          {
            label: say(words.action),
            cell: ({ action, pathKind }) => auditName(kindOf(pathKind), action, language),
          },
          {
            label: say(words.about),
            cell: ({ pathKind, pathId, object: { code, name } }) => {
              const kind = kindOf(pathKind);
              if (!kind) return pathKind ?? '—';
              return (
                <>
                  <Link component={RouterLink} to={`/${pathFolders[kind]}/${pathId}`}>
                    {code ?? begunLarge(say(pathNames[kind]))}
                  </Link>
                  <div>{[code && begunLarge(say(pathNames[kind])), name].filter(Boolean).join(' · ')}</div>
                </>
              );
            },
          },
          {
            label: say(words.detail),
            cell: ({ detail, pathKind, names, moved }) => {
              const kind = kindOf(pathKind);
              return detailLines(detail, { kind, moved, language, day, moment, unitName, names }).map(
                (line) => <div key={line}>{line}</div>,
              );
            },
          },
        ]}
      />
    </Page>
  );
}
