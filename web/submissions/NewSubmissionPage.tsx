import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ActField } from '../acts/ActField.tsx';
import { onBehalf, signedBy } from '../acts/form.ts';
import type { Field, Values } from '../acts/form.ts';
import { perform } from '../acts/perform.ts';
import type { Submission } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { Problem } from '../client/problem.ts';
import { useKept } from '../parts/kept.ts';
import { useWholeList } from '../parts/list.ts';
import { Submit } from '../parts/Submit.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { nameIn, useMovementTitle, usePlan } from '../parts/plans.ts';
import { useUnitName, useUnits } from '../parts/units.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import type { Words } from '../words/words.ts';
import { words } from './words.ts';

const paper: Record<string, Field> = {
  number: { kind: 'text', label: words.number },
  signedOn: { kind: 'date', label: words.signedOn },
  signedBy,
};

/** A tờ trình to be: which nominations of one award go on, from whom to whom. */
export function NewSubmissionPage() {
  const say = useSay();
  const go = useNavigate();
  const queries = useQueryClient();
  const movementTitle = useMovementTitle();
  const unitName = useUnitName();
  const { data: units } = useUnits();
  const [params] = useSearchParams();
  const [values, keep, forget] = useKept<Values>(`draft:submission:${params}`, {
    round: params.get('round') ?? '',
    ids: params.get('ids')?.split(','),
    award: params.get('award') ?? undefined,
  });
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const rounds = useWholeList('/rounds', { limit: 100 }).data?.items ?? [];
  const round = rounds.find(({ id }) => id === values.round);
  const plan = usePlan(round?.movement, round?.planVersion);
  const listed =
    useWholeList('/nominations', { round: round?.id ?? '', stage: 'submission', limit: 100 }).data?.items ??
    [];
  const waiting = listed.filter(({ why }) => why === 'submission-to-write');
  // Who comes for what waits of one award finds all of it chosen.
  const all = params.has('award') ? waiting.filter((row) => row.award === params.get('award')) : [];
  const chosen = (values.ids as string[] | undefined) ?? all.map(({ id }) => id);
  const award =
    typeof values.award === 'string' ? values.award : waiting.find(({ id }) => chosen.includes(id))?.award;
  const rows = waiting.filter((row) => round && (award === undefined || row.award === award));
  const ids = chosen.filter((id) => rows.some((row) => row.id === id));
  const first = hooks.useQuery(
    'get',
    '/nominations/{id}',
    { params: { path: { id: ids[0] ?? '' } } },
    { enabled: ids.length > 0 },
  ).data;
  // Their way says who sends them and to whom: nothing else can be right.
  const here = first?.route.find(({ current }) => current);
  const only = (label: Words, code: string | null | undefined, named = code): Field => ({
    ...{ kind: 'choice', label, help: words.byRoute },
    options: code ? { [code]: { vi: unitName(named), en: unitName(named) } } : {},
  });
  // The lead's office writes in the name of its organization.
  const sender =
    here?.body === round?.leadBody ? units?.get(round?.leadBody ?? '')?.organization : here?.body;
  const fields: Record<string, Field> = {
    ...paper,
    fromBody: only(words.fromBody, here?.body, sender),
    toBody: only(words.toBody, here?.receiver),
    onBehalf,
  };
  const given: Values = {
    ...values,
    fromBody: here?.body ?? undefined,
    toBody: here?.receiver ?? undefined,
  };
  const errors = failure instanceof Problem ? (failure.body.errors ?? []) : [];
  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const body = {
      ...{ roundId: round?.id, award, nominationIds: ids },
      ...Object.fromEntries(
        Object.keys(fields)
          .filter((name) => given[name] !== undefined && given[name] !== '')
          .map((name) => [name, given[name]]),
      ),
    };
    try {
      const { id } = await perform<Submission>('submission:new', '/submissions', body);
      forget();
      await queries.invalidateQueries();
      void go(`/submissions/${id}`);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page title={say(words.write)}>
      <form noValidate onSubmit={(event) => void save(event)} style={{ maxWidth: 900 }}>
        <Section title={say(words.nominations)}>
          <Stack spacing={2}>
            <TextField
              select
              required
              label={say(common.round)}
              value={round?.id ?? ''}
              onChange={(event) => keep({ ...values, round: event.target.value })}
            >
              {rounds.map(({ id, name, movement }) => (
                <MenuItem key={id} value={id} sx={{ whiteSpace: 'normal' }}>
                  {name} · {movementTitle(movement)}
                </MenuItem>
              ))}
            </TextField>
            {round && rows.length === 0 && say(words.none)}
            {rows.map((row) => (
              <FormControlLabel
                key={row.id}
                label={`${row.subject.name} · ${row.code} · ${nameIn(plan?.awards, row.award)}`}
                control={
                  <Checkbox
                    checked={ids.includes(row.id)}
                    onChange={(_event, checked) =>
                      keep({
                        ...values,
                        ids: checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id),
                      })
                    }
                  />
                }
              />
            ))}
          </Stack>
        </Section>
        <Section title={say(words.title)}>
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
            {Object.entries(fields).map(([name, field]) => (
              <ActField
                key={name}
                field={field}
                value={given[name]}
                onChange={(value) => keep({ ...values, [name]: value })}
                errorAt={(under) =>
                  errors.find(({ path }) => path === (under ? `${name}.${under}` : name))?.message
                }
              />
            ))}
          </Box>
        </Section>
        <Submit label={say(words.write)} failure={failure} busy={busy} disabled={ids.length === 0} />
      </form>
    </Page>
  );
}
