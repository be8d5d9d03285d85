import Link from '@mui/material/Link';
import { Link as RouterLink, useParams } from 'react-router';
import { ActButtons } from '../acts/ActButtons.tsx';
import { asked } from '../acts/asked.ts';
import type { FormsOf } from '../acts/form.ts';
import { stageName } from '../../domain/texts.ts';
import type { AnswerOf } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { Due } from '../parts/Due.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitName } from '../parts/units.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';

type Revocation = AnswerOf<'/revocations/{id}'>;

const words = {
  title: { vi: 'Hủy khen thưởng', en: 'Revocation' },
  nomination: { vi: 'Hồ sơ', en: 'Nomination' },
  decision: { vi: 'Quyết định hủy', en: 'Decision' },
} as const;

const revocationActs = {
  'record-return': {
    label: { vi: 'Ghi nhận đã thu hồi', en: 'Record what was given back' },
    follows: {
      vi: 'Ngày thu hồi hiện vật hoặc tiền thưởng được ghi; đủ cả thì việc thu hồi kết thúc.',
      en: 'The day is recorded; once all was given back it ends.',
    },
    fields: {
      what: {
        kind: 'choice',
        label: { vi: 'Thu hồi', en: 'What' },
        options: {
          items: { vi: 'Hiện vật khen thưởng', en: 'Items' },
          money: { vi: 'Tiền thưởng', en: 'Money' },
        },
      },
      on: { kind: 'date', label: { vi: 'Ngày thu hồi', en: 'On' } },
    },
  },
} satisfies FormsOf<'/revocations/{id}', Revocation>;

/** An award that was taken back, and what is still to be given back. */
export function RevocationPage() {
  const say = useSay();
  const language = useLanguage();
  const { day } = useDates();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const { id = '' } = useParams();
  const query = hooks.useQuery('get', '/revocations/{id}', { params: { path: { id } } });
  return (
    <Loaded query={query}>
      {(revocation) => (
        <Page
          title={`${say(words.title)}: ${revocation.subject.name}`}
          under={<StateChip label={stageName('revocation', revocation.state, language)} />}
          acts={
            <ActButtons
              forms={revocationActs}
              view={revocation}
              allowed={revocation.allowedActions}
              asked={asked(revocation.waiting)}
              resource={`/revocations/${id}`}
            />
          }
        >
          <Section title={say(words.title)}>
            <Facts
              rows={[
                [
                  say(words.nomination),
                  <Link
                    key="nomination"
                    component={RouterLink}
                    to={`/nominations/${revocation.nomination.id}`}
                  >
                    {revocation.nomination.code}
                  </Link>,
                ],
                [say(common.unit), unitName(revocation.subject.unit)],
                [say(common.movement), movementTitle(revocation.movement)],
                [say(words.decision), `${revocation.number}, ${day(revocation.decidedOn)}`],
                [say(common.reason), revocation.reason],
                [say(common.due), <Due key="due" date={revocation.dueAt} overdue={revocation.overdue} />],
              ]}
            />
          </Section>
        </Page>
      )}
    </Loaded>
  );
}
