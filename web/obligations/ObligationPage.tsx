import Box from '@mui/material/Box';
import { useParams } from 'react-router';
import { ActButtons } from '../acts/ActButtons.tsx';
import { AddFile } from '../acts/AddFile.tsx';
import { RemoveFile } from '../acts/RemoveFile.tsx';
import { stageName } from '../../domain/texts.ts';
import type { Obligation } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { sizeText } from '../parts/files.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { SaveButton } from '../parts/SaveButton.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { Story } from '../parts/Story.tsx';
import { useUnitName } from '../parts/units.ts';
import { WaitingBox } from '../parts/WaitingBox.tsx';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { obligationActs } from './acts.ts';
import { words } from './words.ts';

export function ObligationPage() {
  const { id = '' } = useParams();
  const query = hooks.useQuery('get', '/obligations/{id}', { params: { path: { id } } });
  return <Loaded query={query}>{(obligation) => <Shown obligation={obligation} />}</Loaded>;
}

function Shown({ obligation }: { obligation: Obligation }) {
  const say = useSay();
  const language = useLanguage();
  const { moment } = useDates();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const { id, name, state, documents } = obligation;
  const mayHandIn = obligation.allowedActions.includes('submit');
  return (
    <Page
      title={name}
      under={
        <StateChip
          label={stageName('obligation', state, language)}
          tone={state === 'accepted' ? 'success' : 'info'}
        />
      }
      acts={
        <ActButtons
          forms={obligationActs}
          view={obligation}
          allowed={obligation.allowedActions}
          resource={`/obligations/${id}`}
        />
      }
    >
      {obligation.waiting && <WaitingBox waiting={obligation.waiting} />}
      <Section title={say(words.what)}>
        <Facts
          rows={[
            [say(words.debtor), unitName(obligation.debtor)],
            [say(words.toBody), unitName(obligation.toBody)],
            [say(common.movement), movementTitle(obligation.movement)],
            ...(obligation.when ? ([[say(words.when), obligation.when]] as [string, string][]) : []),
            ...(obligation.request ? ([[say(words.request), obligation.request]] as [string, string][]) : []),
            ...(obligation.reason ? ([[say(common.reason), obligation.reason]] as [string, string][]) : []),
          ]}
        />
      </Section>
      <Section title={`${say(words.documents)} (${documents.length})`}>
        {documents.length === 0 && <Box sx={{ color: 'text.secondary', mb: 1 }}>{say(common.nothing)}</Box>}
        {documents.map((document) => (
          <Box
            key={document.id}
            sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', py: 0.5 }}
          >
            <Box sx={{ flex: '1 1 200px', overflowWrap: 'anywhere' }}>
              {document.name} · {sizeText(document.size)} · {moment(document.addedAt)}
            </Box>
            <SaveButton
              label={say(common.download)}
              path={`/obligations/${id}/documents/${document.id}`}
              name={document.name}
            />
            {mayHandIn && document.handedInAt === null && (
              <RemoveFile name={document.name} path={`/obligations/${id}/documents/${document.id}`} />
            )}
          </Box>
        ))}
        {mayHandIn && <AddFile label={say(words.add)} path={`/obligations/${id}/documents`} />}
      </Section>
      <Section title={say(words.story)}>
        <Story
          kind="obligation"
          items={obligation.timeline.map((step, i, all) => ({
            ...step,
            by: step.role === null ? null : { name: '', role: step.role, unit: step.unit },
            from: { stage: all[i - 1]?.to ?? '' },
            to: { stage: step.to },
            mail: [],
          }))}
        />
      </Section>
    </Page>
  );
}
