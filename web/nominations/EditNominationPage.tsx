import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { Fragment } from 'react';
import { Link as RouterLink, useNavigate, useParams } from 'react-router';
import { ActButtons } from '../acts/ActButtons.tsx';
import { asked } from '../acts/asked.ts';
import { ActField } from '../acts/ActField.tsx';
import { Changed } from '../acts/Changed.tsx';
import type { Field, Values } from '../acts/form.ts';
import type { Nomination } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { Problem } from '../client/problem.ts';
import { useDates } from '../parts/dates.ts';
import { Failure } from '../parts/Failure.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { nameIn, usePlan } from '../parts/plans.ts';
import { Story } from '../parts/Story.tsx';
import { WaitingBox } from '../parts/WaitingBox.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { nominationActs } from './acts.ts';
import { DocumentsSection } from './DocumentsSection.tsx';
import { achievementFields, evidenceSlot, subjectFields } from './draft.ts';
import { partsOfChoice } from './evidence.ts';
import { EvidenceForm } from './EvidenceForm.tsx';
import { FindingsSection } from './FindingsSection.tsx';
import { useSavedDraft } from './saved-draft.ts';
import { ToAmend } from './ToAmend.tsx';
import { words } from './words.ts';

const own = {
  saved: { vi: 'Đã lưu lúc {at}', en: 'Saved at {at}' },
  saving: { vi: 'Đang lưu…', en: 'Saving…' },
  unsaved: { vi: 'Có thay đổi chưa lưu', en: 'Not saved yet' },
  incomplete: { vi: 'Chưa lưu vì chưa đủ: {fields}', en: 'Not complete, so not saved yet: {fields}' },
  asSaved: { vi: 'Mọi thay đổi được lưu khi đồng chí gõ', en: 'Saved as you type' },
  view: { vi: 'Xem hồ sơ', en: 'View' },
} as const;

/** A draft while it lies with the unit: saved as it is typed, checked by the plan after each save. */
export function EditNominationPage() {
  const { id = '' } = useParams();
  const query = hooks.useQuery('get', '/nominations/{id}', { params: { path: { id } } });
  return <Loaded query={query}>{(nomination) => <Form key={id} nomination={nomination} />}</Loaded>;
}

function Form({ nomination }: { nomination: Nomination }) {
  const say = useSay();
  const go = useNavigate();
  const { moment } = useDates();
  const { id, subject, movement, roundId, award } = nomination;
  const round = hooks.useQuery('get', '/rounds/{id}', { params: { path: { id: roundId } } }).data;
  const plan = usePlan(round && movement, round?.planVersion);
  const { values, set, state, failure, saveNow, ...others } = useSavedDraft(nomination);
  const story = hooks.useQuery('get', '/nominations/{id}/timeline', { params: { path: { id } } });
  const open = nomination.allowedActions.includes('submit');
  if (!open) {
    return (
      <Page
        title={subject.name}
        acts={
          <Button component={RouterLink} to={`/nominations/${id}`}>
            {say(own.view)}
          </Button>
        }
      >
        {nomination.waiting && <WaitingBox waiting={nomination.waiting} />}
      </Page>
    );
  }
  const errors = failure instanceof Problem ? (failure.body.errors ?? []) : [];
  const errorOf = (path: string) => errors.find((error) => error.path === path)?.message;
  const criteria = plan?.criteriaByCategory[subject.category] ?? [];
  const fields: [string, Record<string, Field>][] = [
    ['subject', { unit: { kind: 'unit', label: words.itsUnit }, ...subjectFields(subject.kind) }],
    ['achievement', achievementFields],
  ];
  const allFields: Record<string, Field> = {
    ...Object.fromEntries(fields.flatMap(([, under]) => Object.entries(under))),
    ...Object.fromEntries(
      criteria.map(({ code, text }) => [
        evidenceSlot(code),
        { kind: 'paper', label: { vi: text, en: text } },
      ]),
    ),
  };
  return (
    <Page
      title={subject.name}
      under={
        <>
          {nomination.code} · {nameIn(plan?.awards, award)} · {nameIn(plan?.categories, subject.category)} ·{' '}
          <Link component={RouterLink} to={`/nominations/${id}`}>
            {say(own.view)}
          </Link>
        </>
      }
      acts={
        <>
          <Box
            role="status"
            sx={{
              alignSelf: 'center',
              color: state === 'unsaved' || state === 'incomplete' ? 'warning.main' : 'text.secondary',
            }}
          >
            {say(own[state], {
              at: others.savedAt === undefined ? '' : moment(others.savedAt),
              fields: others.unkept
                .map((key) => say(allFields[key]?.label ?? { vi: key, en: key }))
                .join(', '),
            })}
          </Box>
          <ActButtons
            forms={{ submit: nominationActs.submit }}
            view={nomination}
            allowed={state === 'saved' || state === 'asSaved' ? nomination.allowedActions : []}
            asked={asked(nomination.waiting)}
            resource={`/nominations/${id}`}
            then={() => void go(`/nominations/${id}`)}
          />
        </>
      }
    >
      {nomination.waiting && <WaitingBox waiting={nomination.waiting} />}
      <ToAmend nomination={nomination} plan={plan} />
      {others.changed.length > 0 && (
        <Box sx={{ mb: 2 }}>
          <Changed
            changed={others.changed}
            now={others.now}
            fields={allFields}
            goOn={others.goOn}
            startOver={others.startOver}
          />
        </Box>
      )}
      {failure !== null && others.changed.length === 0 && (
        <Box sx={{ mb: 2 }}>
          <Failure
            failure={failure}
            action={
              <Button color="inherit" onClick={saveNow}>
                {say(common.retry)}
              </Button>
            }
          />
        </Box>
      )}
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 5fr) minmax(0, 3fr)' },
        }}
      >
        <Box>
          {fields.map(([part, under]) => (
            <Section key={part} title={say(part === 'subject' ? words.who : words.achievement)}>
              <Box
                sx={{
                  display: 'grid',
                  gap: 2,
                  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
                }}
              >
                {Object.entries(under).map(([name, field]) => (
                  <Box key={name} sx={field.kind === 'text' && field.lines ? { gridColumn: '1 / -1' } : {}}>
                    <ActField
                      field={field}
                      value={values[name]}
                      onChange={set(name)}
                      errorAt={() => errorOf(`${part}.${name}`)}
                    />
                  </Box>
                ))}
              </Box>
            </Section>
          ))}
          {plan && (
            <Section title={say(words.criteria)} flush>
              {criteria.map((criterion, i) => (
                <Fragment key={criterion.code}>
                  {criterion.choice !== null && criterion.choice !== criteria[i - 1]?.choice && (
                    <Box
                      sx={{
                        borderTop: 1,
                        borderColor: 'divider',
                        px: 2,
                        py: 1.25,
                        bgcolor: '#f3f6f9',
                        fontWeight: 600,
                      }}
                    >
                      {say(words.oneOfForm, { n: partsOfChoice(criterion, criteria) })}
                    </Box>
                  )}
                  <EvidenceForm
                    criterion={criterion}
                    nomination={nomination}
                    plan={plan}
                    stated={
                      (values[evidenceSlot(criterion.code)] as { stated: Values } | undefined)?.stated ?? {}
                    }
                    onChange={set(evidenceSlot(criterion.code))}
                    errorAt={(name) => errorOf(`evidence.${criterion.code}.${name}`)}
                  />
                </Fragment>
              ))}
            </Section>
          )}
          <DocumentsSection nomination={nomination} plan={plan} />
        </Box>
        <Box>
          <FindingsSection nomination={nomination} plan={plan} />
          <Section title={say(words.story)}>
            <Loaded query={story}>{({ items }) => <Story kind="nomination" items={items} />}</Loaded>
          </Section>
        </Box>
      </Box>
    </Page>
  );
}
