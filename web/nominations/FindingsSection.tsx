import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { Nomination } from '../client/answers.ts';
import { Section } from '../parts/Page.tsx';
import { QuotaBar } from '../parts/QuotaBar.tsx';
import type { Plan } from '../parts/plans.ts';
import { nameIn } from '../parts/plans.ts';
import { useSay } from '../words/words.ts';
import { conditionsAmong, isUnstated } from './evidence.ts';
import { words } from './words.ts';

const severity = { ok: 'success', refuse: 'error', reviewer: 'info', warn: 'warning' } as const;

/** What is missing and why, and how much of the quota is in use. */
export function FindingsSection({ nomination, plan }: { nomination: Nomination; plan: Plan | undefined }) {
  const say = useSay();
  const { findings, missingDocuments, quota } = nomination;
  const criteria = plan?.criteriaByCategory[nomination.subject.category] ?? [];
  const open = findings.filter(({ result }) => result !== 'ok');
  return (
    <Section title={say(words.findings)}>
      <Stack spacing={1}>
        {open.length === 0 && <Box sx={{ color: 'text.secondary' }}>{say(words.fine)}</Box>}
        {open.map(({ rule, code, result, message, items = [] }) => (
          <Alert
            key={`${rule} ${code}`}
            severity={severity[result]}
            variant="outlined"
            sx={{ py: 0, color: 'text.primary' }}
          >
            {rule === 'criteria' && items.length > 0 && items.every((item) => isUnstated(nomination, item))
              ? say(words.unstatedCount, {
                  n: conditionsAmong(criteria.filter(({ code: c }) => items.includes(c))),
                })
              : message}
          </Alert>
        ))}
        {missingDocuments.length > 0 && open.every(({ rule }) => rule !== 'dossier') && (
          <Alert severity="warning" variant="outlined" sx={{ py: 0, color: 'text.primary' }}>
            {say(words.missing, {
              names: missingDocuments.map((kind) => nameIn(plan?.documents, kind)).join(', '),
            })}
          </Alert>
        )}
        {quota && (
          <Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.85rem', mb: 0.5 }}>{say(words.quota)}</Box>
            <QuotaBar {...quota} />
          </Box>
        )}
      </Stack>
    </Section>
  );
}
