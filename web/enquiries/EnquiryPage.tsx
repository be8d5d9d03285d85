import { useParams } from 'react-router';
import { ActButtons } from '../acts/ActButtons.tsx';
import { asked } from '../acts/asked.ts';
import { stageName } from '../../domain/texts.ts';
import { hooks } from '../client/client.ts';
import { MailAlert } from '../mail/MailAlert.tsx';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { Story } from '../parts/Story.tsx';
import { useUnitName } from '../parts/units.ts';
import { WaitingBox } from '../parts/WaitingBox.tsx';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { enquiryActs } from './acts.ts';
import type { Enquiry } from './acts.ts';
import { words } from './words.ts';

export function EnquiryPage() {
  const { id = '' } = useParams();
  const query = hooks.useQuery('get', '/enquiries/{id}', { params: { path: { id } } });
  return <Loaded query={query}>{(enquiry) => <Shown enquiry={enquiry} />}</Loaded>;
}

function Shown({ enquiry }: { enquiry: Enquiry }) {
  const say = useSay();
  const language = useLanguage();
  const { moment } = useDates();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  return (
    <Page
      title={enquiry.subject}
      under={
        <>
          {enquiry.code}{' '}
          <StateChip
            label={stageName('enquiry', enquiry.state, language)}
            tone={enquiry.state === 'asked' ? 'info' : 'success'}
          />
        </>
      }
      acts={
        <ActButtons
          forms={enquiryActs}
          view={enquiry}
          allowed={enquiry.allowedActions}
          asked={asked(enquiry.waiting)}
          resource={`/enquiries/${enquiry.id}`}
        />
      }
    >
      {enquiry.waiting && <WaitingBox waiting={enquiry.waiting} />}
      <MailAlert path={enquiry.id} />
      <Section title={say(words.text)}>
        <Facts
          rows={[
            [say(words.from), unitName(enquiry.fromUnit)],
            [say(words.to), unitName(enquiry.toBody)],
            [say(common.movement), movementTitle(enquiry.movement)],
            [say(words.asked), moment(enquiry.askedAt)],
            [say(words.text), enquiry.text],
            [say(words.answer), enquiry.answer ?? '—'],
          ]}
        />
      </Section>
      <Section title={say(words.story)}>
        <Story kind="enquiry" items={enquiry.timeline} />
      </Section>
    </Page>
  );
}
