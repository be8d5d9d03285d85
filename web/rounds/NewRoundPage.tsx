import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { useNavigate } from 'react-router';
import { perform } from '../acts/perform.ts';
import type { Values } from '../acts/form.ts';
import { isWorkingDay } from '../../domain/calendar.ts';
import { roundDateNames } from '../../domain/round.ts';
import { roundDateWords } from '../../domain/texts.ts';
import type { AnswerOf, Round } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { Problem } from '../client/problem.ts';
import { DateField } from '../parts/DateField.tsx';
import { useCalendar, useDates } from '../parts/dates.ts';
import { useKept } from '../parts/kept.ts';
import { nameIn, usePlan } from '../parts/plans.ts';
import { Submit } from '../parts/Submit.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { useUnitName, useUnitNameInFull } from '../parts/units.ts';
import { common } from '../words/common.ts';
import { begunLarge, useSay } from '../words/words.ts';
import { words } from './words.ts';

type Outlook = Extract<AnswerOf<'/rounds', 'post'>, { dryRun: true }>;

/** Opening a round: what its dates would mean is seen before anything is done. */
export function NewRoundPage() {
  const say = useSay();
  const { day } = useDates();
  const go = useNavigate();
  const queries = useQueryClient();
  const unitName = useUnitName();
  const unitInFull = useUnitNameInFull();
  const calendar = useCalendar();
  const restsOn = (date: string) => date !== '' && calendar !== undefined && !isWorkingDay(calendar, date);
  const [values, keep, forget] = useKept<Values>('draft:round', {});
  const [outlook, setOutlook] = useState<Outlook | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const movements =
    hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } }).data?.items ?? [];
  const movement = movements.find(({ code }) => code === values.movement);
  const plan = usePlan(movement?.code, movement?.version);
  const textOf = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  const set = (name: string) => (value: unknown) => {
    setOutlook(null);
    keep({ ...values, [name]: value });
  };
  const errors = failure instanceof Problem ? (failure.body.errors ?? []) : [];
  const errorOf = (path: string) => errors.find((error) => error.path === path)?.message;
  const send = async (event: SyntheticEvent, dryRun: boolean) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const body = {
      movement: textOf('movement'),
      round: textOf('round'),
      dates: Object.fromEntries(
        roundDateNames.filter((name) => textOf(name) !== '').map((name) => [name, textOf(name)]),
      ),
      ...(textOf('basis') === '' ? {} : { basis: textOf('basis') }),
      ...(textOf('reason') === '' ? {} : { reason: textOf('reason') }),
      ...(dryRun ? { dryRun } : {}),
    };
    try {
      if (dryRun) setOutlook(await perform<Outlook>('round:outlook', '/rounds', body));
      else {
        const { id } = await perform<Round>('round:open', '/rounds', body);
        forget();
        await queries.invalidateQueries();
        void go(`/rounds/${id}`);
      }
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page title={say(words.open)}>
      <form noValidate onSubmit={(event) => void send(event, outlook === null)} style={{ maxWidth: 900 }}>
        <Section title={say(common.round)}>
          <Stack spacing={2}>
            <TextField
              select
              required
              label={say(common.movement)}
              value={movement?.code ?? ''}
              onChange={(event) => set('movement')(event.target.value)}
              error={errorOf('movement') !== undefined}
              helperText={errorOf('movement')}
            >
              {movements.map(({ code, title, issuer, period }) => (
                <MenuItem key={code} value={code} sx={{ whiteSpace: 'normal' }}>
                  {title} ({unitName(issuer)}, {period.from.slice(0, 4)} – {period.to.slice(0, 4)})
                </MenuItem>
              ))}
            </TextField>
            {movement && (
              <TextField
                select
                required
                label={say(common.round)}
                value={movement.rounds.some(({ code }) => code === values.round) ? textOf('round') : ''}
                onChange={(event) => set('round')(event.target.value)}
                error={errorOf('round') !== undefined}
                helperText={errorOf('round')}
              >
                {movement.rounds.map(({ code, name }) => (
                  <MenuItem key={code} value={code}>
                    {name}
                  </MenuItem>
                ))}
              </TextField>
            )}
          </Stack>
        </Section>
        <Section title={say(words.dates)}>
          <Box sx={{ color: 'text.secondary', mb: 1.5 }}>{say(words.datesHelp)}</Box>
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, 1fr)' } }}>
            {roundDateNames.map((name) => {
              const label = say(roundDateWords[name]);
              return (
                <DateField
                  key={name}
                  label={begunLarge(label)}
                  value={textOf(name)}
                  onChange={set(name)}
                  error={errorOf(`dates.${name}`)}
                  help={restsOn(textOf(name)) ? say(words.dayOff) : undefined}
                />
              );
            })}
          </Box>
          <Stack spacing={2} sx={{ mt: 2 }}>
            <TextField
              label={say(words.basis)}
              helperText={say(words.basisHelp)}
              multiline
              value={textOf('basis')}
              onChange={(event) => set('basis')(event.target.value)}
            />
            <TextField
              label={say(common.reason)}
              error={errorOf('reason') !== undefined}
              helperText={errorOf('reason') ?? say(words.reasonHelp)}
              multiline
              minRows={2}
              value={textOf('reason')}
              onChange={(event) => set('reason')(event.target.value)}
            />
          </Stack>
        </Section>
        {outlook && (
          <Section title={say(words.outlook)}>
            <Stack spacing={1}>
              {outlook.warnings.map((warning) => (
                <Alert key={warning} severity="warning">
                  {warning}
                </Alert>
              ))}
              <Box component="details">
                <summary>{say(words.outlookUnits, { n: outlook.units.length })}</summary>
                <ul>
                  {outlook.units.map((code) => (
                    <li key={code}>{unitInFull(code)}</li>
                  ))}
                </ul>
              </Box>
              <Box component="details">
                <summary>{say(words.outlookOwed, { n: outlook.obligations.length })}</summary>
                <ul>
                  {outlook.obligations.map(({ obligation, debtor, toBody, dueOn }) => (
                    <li key={`${obligation} ${debtor}`}>
                      {nameIn(plan?.obligations, obligation)}: {unitInFull(debtor)} → {unitName(toBody)},{' '}
                      {dueOn ? day(dueOn) : say(words.noDue)}
                    </li>
                  ))}
                </ul>
              </Box>
            </Stack>
          </Section>
        )}
        <Submit
          label={say(outlook ? words.open : words.preview)}
          failure={failure}
          busy={busy}
          disabled={textOf('movement') === '' || textOf('round') === ''}
          nameOf={(path) => {
            const name = roundDateNames.find((known) => path === `dates.${known}`);
            return name && say(roundDateWords[name]);
          }}
        />
      </form>
    </Page>
  );
}
