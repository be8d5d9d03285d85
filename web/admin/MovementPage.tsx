import Box from '@mui/material/Box';
import { useParams } from 'react-router';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { nameIn } from '../parts/plans.ts';
import type { Plan } from '../parts/plans.ts';
import { words as nominationWords } from '../nominations/words.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

/** A plan as it reads: what is given, to whom, on which conditions, with which papers. */
export function MovementPage() {
  const say = useSay();
  const { day } = useDates();
  const { code = '' } = useParams();
  const query = hooks.useQuery('get', '/movements/{code}', { params: { path: { code } } });
  return (
    <Loaded query={query}>
      {(plan) => (
        <Page title={plan.title} under={`${plan.issuer.name} · ${say(common.version)} ${plan.version}`}>
          <Section title={say(words.movements)}>
            <Facts
              rows={[
                [say(words.period), `${day(plan.period.from)} – ${day(plan.period.to)}`],
                [
                  say(nominationWords.achievement),
                  `${day(plan.achievementPeriod.from)} – ${day(plan.achievementPeriod.to)}`,
                ],
                [say(words.rounds), plan.rounds.map(({ name }) => name).join('\n')],
                [say(words.awards), plan.awards.map(({ name }) => name).join('\n') || '—'],
                [
                  say(nominationWords.documents),
                  plan.documents.map((kind) => `${kind.name}${whenRequired(kind, plan, say)}`).join('\n'),
                ],
              ]}
            />
          </Section>
          {Object.entries(plan.criteriaByCategory).map(([category, criteria]) => (
            <Section key={category} title={`${say(words.criteria)}: ${nameIn(plan.categories, category)}`}>
              <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
                {criteria.map(({ code: criterion, text, quote, section }) => (
                  <Box component="li" key={criterion} sx={{ mb: 1 }}>
                    {text}
                    {quote && (
                      <Box sx={{ color: 'text.secondary', fontSize: '0.85rem' }}>
                        “{quote.trim()}” {section}
                      </Box>
                    )}
                  </Box>
                ))}
              </Box>
            </Section>
          ))}
        </Page>
      )}
    </Loaded>
  );
}

/** In brackets, whether a dossier must have it: always, or with what is claimed. */
function whenRequired(
  { required, whenClaimed = [] }: Plan['documents'][number],
  { criteriaByCategory }: Plan,
  say: ReturnType<typeof useSay>,
): string {
  if (required) return ` (${say(nominationWords.required)})`;
  if (whenClaimed.length === 0) return '';
  const all = Object.values(criteriaByCategory).flat();
  const criteria = whenClaimed
    .map((claimed) => all.find(({ code }) => code === claimed)?.text ?? claimed)
    .join('; ');
  return ` (${say(nominationWords.whenClaimed, { criteria })})`;
}
