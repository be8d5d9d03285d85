import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { perform } from '../acts/perform.ts';
import type { CouncilSession } from '../client/answers.ts';
import { Problem } from '../client/problem.ts';
import { DateField } from '../parts/DateField.tsx';
import { useKept } from '../parts/kept.ts';
import { useWholeList } from '../parts/list.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Submit } from '../parts/Submit.tsx';
import { MomentField } from '../parts/MomentField.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { useUnitName } from '../parts/units.ts';
import { unitsOf, useUser } from '../session/session.ts';
import { useSay } from '../words/words.ts';
import { ballotNames, modeNames, words } from './words.ts';

interface Draft {
  body: string;
  /** Null until somebody has chosen. */
  ids: string[] | null;
  mode: string;
  ballot: string;
  day: string;
  time: string;
  place: string;
  absenteeUntil: string;
}

/** A session to be: when, where, how it votes, and on what. */
export function NewSessionPage() {
  const say = useSay();
  const go = useNavigate();
  const queries = useQueryClient();
  const user = useUser();
  const unitName = useUnitName();
  const councils = unitsOf(user, 'council-secretary');
  const [params] = useSearchParams();
  const round = params.get('round');
  const given = params.get('ids')?.split(',') ?? null;
  const [draft, keep, forget] = useKept<Draft>(`draft:session:${params}`, {
    ...{ body: councils[0] ?? '', ids: given, mode: 'meeting', ballot: 'open' },
    ...{ day: '', time: '08:00', place: '', absenteeUntil: '' },
  });
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const list = useWholeList('/nominations', {
    stage: 'council-vote',
    limit: 100,
    ...(round ? { round } : {}),
  });
  const waiting = list.data?.items.filter(({ why }) => why === 'council-to-convene') ?? [];
  // Who comes for what a round has waiting finds all of it chosen.
  const ids = draft.ids ?? (round ? waiting.map(({ id }) => id) : []);
  const set = (part: Partial<Draft>) => keep({ ...draft, ...part });
  const errors = failure instanceof Problem ? (failure.body.errors ?? []) : [];
  const errorOf = (path: string) => errors.find((error) => error.path === path)?.message;
  const timeWrong = !/^([01]?\d|2[0-3]):[0-5]\d$/.test(draft.time);
  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const { body, mode, ballot, place, absenteeUntil } = draft;
    const scheduledAt = `${draft.day}T${draft.time.padStart(5, '0')}:00+07:00`;
    try {
      const { id } = await perform<CouncilSession>('session:new', '/council-sessions', {
        body,
        nominationIds: ids,
        mode,
        ballot,
        place,
        scheduledAt,
        ...(absenteeUntil === '' ? {} : { absenteeUntil }),
      });
      forget();
      await queries.invalidateQueries();
      void go(`/council-sessions/${id}`);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  const options = (names: typeof ballotNames) =>
    Object.entries(names).map(([code, name]) => (
      <MenuItem key={code} value={code}>
        {say(name)}
      </MenuItem>
    ));
  return (
    <Page title={say(words.plan)}>
      <form noValidate onSubmit={(event) => void save(event)} style={{ maxWidth: 900 }}>
        <Section title={say(words.when)}>
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
            {councils.length > 1 && (
              <TextField
                select
                label={say(words.council)}
                value={draft.body}
                onChange={(event) => set({ body: event.target.value })}
              >
                {councils.map((code) => (
                  <MenuItem key={code} value={code}>
                    {unitName(code)}
                  </MenuItem>
                ))}
              </TextField>
            )}
            <DateField
              required
              label={say(words.day)}
              value={draft.day}
              onChange={(day) => set({ day })}
              error={errorOf('scheduledAt')}
            />
            <TextField
              required
              label={say(words.time)}
              value={draft.time}
              error={timeWrong}
              helperText={say(words.timeHelp)}
              onChange={(event) => set({ time: event.target.value })}
            />
            <TextField
              required
              label={say(words.place)}
              value={draft.place}
              error={errorOf('place') !== undefined}
              helperText={errorOf('place')}
              onChange={(event) => set({ place: event.target.value })}
            />
            <TextField
              select
              label={say(words.mode)}
              value={draft.mode}
              onChange={(event) => set({ mode: event.target.value })}
            >
              {options(modeNames)}
            </TextField>
            <TextField
              select
              label={say(words.ballot)}
              value={draft.ballot}
              onChange={(event) => set({ ballot: event.target.value })}
              error={errorOf('ballot') !== undefined}
              helperText={errorOf('ballot')}
            >
              {options(ballotNames)}
            </TextField>
            <MomentField
              required={draft.mode === 'written'}
              label={say(words.absenteeUntil)}
              value={draft.absenteeUntil}
              help={say(words.absenteeHelp)}
              error={errorOf('absenteeUntil')}
              onChange={(absenteeUntil) => set({ absenteeUntil })}
            />
          </Box>
        </Section>
        <Section title={`${say(words.choose)} (${ids.length})`}>
          <Loaded query={list}>
            {() =>
              waiting.length === 0 ? (
                <>{say(words.noneWaiting)}</>
              ) : (
                <>
                  {waiting.map(({ id, code, subject }) => (
                    <Box key={id}>
                      <FormControlLabel
                        label={`${subject.name} · ${code}`}
                        control={
                          <Checkbox
                            checked={ids.includes(id)}
                            onChange={(_event, checked) =>
                              set({
                                ids: checked ? [...ids, id] : ids.filter((other) => other !== id),
                              })
                            }
                          />
                        }
                      />
                    </Box>
                  ))}
                </>
              )
            }
          </Loaded>
        </Section>
        <Submit
          label={say(words.plan)}
          failure={failure}
          busy={busy}
          disabled={
            ids.length === 0 ||
            draft.day === '' ||
            draft.place.trim() === '' ||
            timeWrong ||
            (draft.mode === 'written' && draft.absenteeUntil === '')
          }
        />
      </form>
    </Page>
  );
}
