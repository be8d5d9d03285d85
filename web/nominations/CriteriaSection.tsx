import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { ActDialog } from '../acts/ActDialog.tsx';
import { reason } from '../acts/form.ts';
import type { ActForm } from '../acts/form.ts';
import type { Nomination } from '../client/answers.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { Waiting } from '../parts/Loaded.tsx';
import { Section } from '../parts/Page.tsx';
import type { Plan } from '../parts/plans.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useSay } from '../words/words.ts';
import { useEvidenceText } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { checkNames, words } from './words.ts';

type Check = Nomination['checks'][number];
const tones = { met: 'success', unmet: 'error', unverified: 'warning' } as const;

/** Begins with how the criterion has been judged; what waits for a judgement is met in most cases. */
const checkForm = (check?: Check): ActForm<Nomination> => ({
  label: words.saveCheck,
  follows: {
    vi: 'Kết quả thẩm tra của tiêu chí này được ghi vào hồ sơ. Hồ sơ chưa chuyển bước.',
    en: 'The check of this criterion is recorded. The nomination stays where it is.',
  },
  start: () =>
    check && check.result !== 'unverified'
      ? { result: check.result, reason: check.reason }
      : { result: 'met' },
  fields: {
    result: { kind: 'choice', label: words.check, options: checkNames },
    reason: { ...reason, label: words.checkReason },
  },
});

/** Each criterion beside the plan's own words, what the unit states for it, and how it was judged. */
export function CriteriaSection({ nomination, plan }: { nomination: Nomination; plan: Plan | undefined }) {
  const say = useSay();
  const evidenceText = useEvidenceText();
  const [checking, setChecking] = useState<string | null>(null);
  const criteria = plan?.criteriaByCategory[nomination.subject.category] ?? [];
  const evidence = (nomination.evidence ?? {}) as Evidence;
  const reviews = nomination.allowedActions.includes('approve');
  const rows = criteria.map((criterion) => ({
    ...criterion,
    check: nomination.checks.find((check) => check.criterion === criterion.code),
  }));
  type Row = (typeof rows)[number];
  if (!plan)
    return (
      <Section title={say(words.criteria)}>
        <Waiting />
      </Section>
    );
  return (
    <Section
      title={`${say(words.criteria)} (${rows.filter(({ check }) => check?.result === 'met').length}/${rows.length})`}
      flush
    >
      <DataTable<Row>
        label={say(words.criteria)}
        rows={rows}
        keyOf={({ code }) => code}
        columns={[
          {
            label: say(words.criterion),
            width: '36%',
            cell: ({ text, quote, section }) => (
              <>
                <Box sx={{ fontWeight: 600 }}>{text}</Box>
                {quote && (
                  <Box component="details" sx={{ fontSize: '0.82rem', color: 'text.secondary', mt: 0.25 }}>
                    <summary>
                      {say(words.planSays)}
                      {typeof section === 'string' ? `, ${section}` : ''}
                    </summary>
                    “{quote.trim()}”
                  </Box>
                )}
              </>
            ),
          },
          {
            label: say(words.evidence),
            cell: ({ code, type }) => (
              <Box sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {evidenceText(evidence[code], type)}
              </Box>
            ),
          },
          {
            label: say(words.check),
            width: 200,
            cell: ({ code, check }) => (
              <>
                {check && (
                  <>
                    <StateChip label={say(checkNames[check.result])} tone={tones[check.result]} />
                    <Box sx={{ fontSize: '0.82rem', color: 'text.secondary', mt: 0.5 }}>{check.reason}</Box>
                  </>
                )}
                {reviews && (
                  <Button size="small" sx={{ ml: -1 }} onClick={() => setChecking(code)} className="no-print">
                    {say(words.saveCheck)}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {checking !== null && (
        <ActDialog
          form={checkForm(nomination.checks.find(({ criterion }) => criterion === checking))}
          view={nomination}
          method="PUT"
          version={nomination.version}
          path={`/nominations/${nomination.id}/checks/${checking}`}
          onClose={() => setChecking(null)}
        />
      )}
    </Section>
  );
}
