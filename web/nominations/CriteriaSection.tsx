import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { BatchDialog } from '../acts/BatchDialog.tsx';
import { perform } from '../acts/perform.ts';
import { ActDialog } from '../acts/ActDialog.tsx';
import { reason } from '../acts/form.ts';
import type { ActForm } from '../acts/form.ts';
import type { Nomination } from '../client/answers.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { Waiting } from '../parts/Loaded.tsx';
import { Section } from '../parts/Page.tsx';
import type { Plan } from '../parts/plans.ts';
import { Unbroken } from '../parts/Unbroken.tsx';
import { useSay } from '../words/words.ts';
import { CheckChip } from './CheckChip.tsx';
import { conditionsAmong, isUseless, judgedCheck, partsOfChoice, useEvidenceText } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { checkNames, words } from './words.ts';

type Check = Nomination['checks'][number];

/** Begins with how the criterion has been judged; what waits for a judgement is met in most cases. */
const checkForm = (text: string, check?: Check): ActForm<Nomination> => ({
  label: words.saveCheck,
  follows: {
    vi: `Kết quả thẩm tra của tiêu chí “${text}” được ghi vào hồ sơ. Hồ sơ chưa chuyển bước.`,
    en: `The check of the criterion “${text}” is recorded. The nomination stays where it is.`,
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

const isJudged = (check: Check | undefined): boolean =>
  check !== undefined && check.result !== 'unverified' && !isUseless(check);

/** What a word on a criterion is held against: the nomination's version and the check's own. */
const versionOf = ({ version, checks }: Nomination, code: string): string =>
  `${version}.${checks.find(({ criterion }) => criterion === code)?.version ?? 0}`;

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
  const met = rows.filter(({ check }) => check?.result === 'met');
  // What the unit's own word speaks for; what falls short is judged one by one.
  const left = rows.filter(
    ({ check, type }) => check?.result === 'unverified' && check.needed && type !== 'rank',
  );
  const [all, setAll] = useState<Row[] | null>(null);
  if (!plan)
    return (
      <Section title={say(words.criteria)}>
        <Waiting />
      </Section>
    );
  return (
    <Section title={`${say(words.criteria)} (${conditionsAmong(met)}/${conditionsAmong(rows)})`} flush>
      <DataTable<Row>
        label={say(words.criteria)}
        rows={rows}
        keyOf={({ code }) => code}
        columns={[
          {
            label: say(words.criterion),
            width: '36%',
            cell: ({ text, quote, section, choice }) => (
              <>
                <Box sx={{ fontWeight: 600 }}>{text}</Box>
                {choice !== null && (
                  <Box sx={{ fontSize: '0.82rem', color: 'text.secondary' }}>
                    {say(words.oneOf, { n: partsOfChoice({ choice }, rows) })}
                  </Box>
                )}
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
            cell: (criterion) => (
              <Box sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                <Unbroken text={evidenceText(evidence[criterion.code], criterion)} />
              </Box>
            ),
          },
          {
            label: say(words.check),
            width: 200,
            cell: ({ code, check }) => (
              <>
                <CheckChip nomination={nomination} criterion={code} />
                {judgedCheck(nomination, code) && (
                  <Box sx={{ fontSize: '0.82rem', color: 'text.secondary', mt: 0.5 }}>{check?.reason}</Box>
                )}
                {check && check.earlier.length > 0 && (
                  <Box component="details" sx={{ fontSize: '0.82rem', color: 'text.secondary', mt: 0.5 }}>
                    <summary>
                      {say(words.earlierChecks)} ({check.earlier.length})
                    </summary>
                    {check.earlier.map(({ at, result, reason: said }) => (
                      <Box key={at} sx={{ overflowWrap: 'anywhere' }}>
                        {say(checkNames[result])}: {said}
                      </Box>
                    ))}
                  </Box>
                )}
                {reviews && (
                  <Button onClick={() => setChecking(code)} className="no-print" sx={{ display: 'flex' }}>
                    {say(isJudged(check) ? words.amendCheck : words.saveCheck)}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {reviews && left.length > 1 && (
        <Box className="no-print" sx={{ p: 1.5, borderTop: 1, borderColor: 'divider' }}>
          <Button variant="outlined" onClick={() => setAll(left)}>
            {say(words.metAll)} ({left.length})
          </Button>
        </Box>
      )}
      {all && (
        <BatchDialog
          label={words.metAll}
          follows={words.metAllFollows}
          fields={{ reason: { ...reason, label: words.checkReason } }}
          items={all}
          nameOf={({ text }) => text}
          send={({ code }, values) => {
            const path = `/nominations/${nomination.id}/checks/${code}`;
            return perform(`batch:${path}`, path, { ...values, result: 'met' }, 'PUT', {
              version: versionOf(nomination, code),
            });
          }}
          onClose={() => setAll(null)}
        />
      )}
      {checking !== null && (
        <ActDialog
          form={checkForm(
            rows.find(({ code }) => code === checking)?.text ?? '',
            nomination.checks.find(({ criterion }) => criterion === checking),
          )}
          view={nomination}
          method="PUT"
          version={versionOf(nomination, checking)}
          path={`/nominations/${nomination.id}/checks/${checking}`}
          onClose={() => setChecking(null)}
        />
      )}
    </Section>
  );
}
