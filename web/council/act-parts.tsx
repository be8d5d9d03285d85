import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { ChoicePart } from '../acts/ChoicePart.tsx';
import type { PartProps } from '../acts/form.ts';
import type { CouncilSession } from '../client/answers.ts';
import { useDates } from '../parts/dates.ts';
import { FileField } from '../parts/FileField.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { ItemPart } from './item-parts.tsx';
import { QuorumBar } from './QuorumBar.tsx';
import { words } from './words.ts';

type Part = PartProps<CouncilSession>;
interface Substitute {
  memberId: string;
  name: string;
  letter: string;
}

/** Who is there, and who stands in for whom; the quorum as it would be. */
export function AttendancePart({ view: { members, quorum }, values, change }: Part) {
  const say = useSay();
  const present = (values.present ?? []) as string[];
  const substitutes = (values.substitutes ?? []) as Substitute[];
  const toggle = (id: string) =>
    change({
      ...values,
      present: present.includes(id) ? present.filter((other) => other !== id) : [...present, id],
    });
  const setSubstitute = (memberId: string, next: Partial<Substitute> | null) => {
    const others = substitutes.filter((one) => one.memberId !== memberId);
    const before = substitutes.find((one) => one.memberId === memberId) ?? { memberId, name: '', letter: '' };
    const all = next === null ? others : [...others, { ...before, ...next }];
    change({ ...values, substitutes: all.length > 0 ? all : undefined });
  };
  const have = members.filter(
    ({ memberId }) => present.includes(memberId) || substitutes.some((one) => one.memberId === memberId),
  ).length;
  return (
    <Box>
      <QuorumBar members={quorum.members} needed={quorum.needed} have={have} />
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, mt: 1 }}>
        {members.map(({ memberId, name }) => {
          const standIn = substitutes.find((one) => one.memberId === memberId);
          return (
            <Box component="li" key={memberId} sx={{ borderTop: 1, borderColor: 'divider', py: 0.25 }}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center' }}>
                <FormControlLabel
                  sx={{ flex: 1, minWidth: 180 }}
                  label={name}
                  control={
                    <Checkbox
                      checked={present.includes(memberId)}
                      disabled={standIn !== undefined}
                      onChange={() => toggle(memberId)}
                    />
                  }
                />
                {!present.includes(memberId) && (
                  <FormControlLabel
                    label={say(words.standIn)}
                    control={
                      <Checkbox
                        size="small"
                        checked={standIn !== undefined}
                        onChange={(_event, checked) => setSubstitute(memberId, checked ? {} : null)}
                      />
                    }
                  />
                )}
              </Box>
              {standIn && (
                <Stack spacing={1} sx={{ pl: 4, pb: 1 }}>
                  <TextField
                    required
                    label={say(words.standIn)}
                    value={standIn.name}
                    onChange={(event) => setSubstitute(memberId, { name: event.target.value })}
                  />
                  <FileField
                    required
                    label={say(words.letter)}
                    value={standIn.letter}
                    onChange={(letter) => setSubstitute(memberId, { letter })}
                  />
                </Stack>
              )}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

/** Which nomination, and whose written opinions are among what was counted: absent members', or of a written round all. */
export function CountPart(props: Part) {
  const say = useSay();
  const { view, values, change, errors } = props;
  const absent = view.members.filter(({ attendance }) => attendance === 'absent');
  const written = (values.written ?? []) as string[];
  return (
    <Stack spacing={2}>
      <ItemPart {...props} />
      {absent.length > 0 && (
        <FormControl component="fieldset" error={errors('written') !== undefined}>
          <FormLabel component="legend">
            {say(view.mode === 'written' ? words.writtenAnswered : words.writtenCounted)}
          </FormLabel>
          {absent.map(({ memberId, name }) => (
            <FormControlLabel
              key={memberId}
              label={name}
              control={
                <Checkbox
                  size="small"
                  checked={written.includes(memberId)}
                  onChange={(_event, checked) =>
                    change({
                      ...values,
                      written: checked ? [...written, memberId] : written.filter((id) => id !== memberId),
                    })
                  }
                />
              }
            />
          ))}
          <FormHelperText>{errors('written')}</FormHelperText>
        </FormControl>
      )}
    </Stack>
  );
}

export function MemberAndItemPart(props: Part) {
  const say = useSay();
  const { view, values, change, errors } = props;
  return (
    <Stack spacing={2}>
      <ChoicePart
        {...{ values, change, errors }}
        name="memberId"
        label={say(words.member)}
        options={view.members.map(({ memberId, name }) => [memberId, name])}
      />
      <ItemPart {...props} />
    </Stack>
  );
}

/** Which seat has ended, and who of the council comes in its place, if anybody. */
export function EndedSeatPart({ view, values, change, errors }: Part) {
  const say = useSay();
  const { day } = useDates();
  const nameOf = (id: string) => view.members.find(({ memberId }) => memberId === id)?.name ?? id;
  return (
    <Stack spacing={2}>
      <ChoicePart
        {...{ values, change, errors }}
        name="memberId"
        label={say(words.member)}
        options={view.ended.map(({ memberId, since }) => [
          memberId,
          `${nameOf(memberId)} · ${say(words.endedSince, { date: day(since) })}`,
        ])}
      />
      <TextField
        select
        label={say(words.comesInstead)}
        value={typeof values.by === 'string' ? values.by : ''}
        error={errors('by') !== undefined}
        helperText={errors('by')}
        onChange={({ target }) => change({ ...values, by: target.value === '' ? null : target.value })}
      >
        <MenuItem value="">{say(words.nobodyInstead)}</MenuItem>
        {view.toCome.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  );
}

interface Refused {
  id: string;
  reason: string;
}

/** What passed, one by one: whether the head agrees, and if not, why. */
export function ConclusionPart({ view: { items }, values, change, errors }: Part) {
  const say = useSay();
  const agreed = (values.agreed ?? []) as string[];
  const refused = (values.refused ?? []) as Refused[];
  const reasonError = (id: string) => errors(`refused.${refused.findIndex((one) => one.id === id)}.reason`);
  const put = (id: string, reason: string | null) => {
    const others = refused.filter((one) => one.id !== id);
    const next = reason === null ? others : [...others, { id, reason }];
    const agree =
      reason === null
        ? [...agreed.filter((other) => other !== id), id]
        : agreed.filter((other) => other !== id);
    change({ agreed: agree, refused: next.length > 0 ? next : undefined });
  };
  return (
    <Stack spacing={1.5}>
      {items
        .filter(({ state }) => state === 'passed')
        .map(({ nominationId, name, code }) => {
          const refusal = refused.find(({ id }) => id === nominationId);
          return (
            <Box key={nominationId}>
              <TextField
                select
                label={`${name} · ${code}`}
                value={refusal ? 'refuse' : 'agree'}
                onChange={(event) => put(nominationId, event.target.value === 'refuse' ? '' : null)}
              >
                <MenuItem value="agree">{say(words.agree)}</MenuItem>
                <MenuItem value="refuse">{say(words.refuse)}</MenuItem>
              </TextField>
              {refusal && (
                <TextField
                  required
                  sx={{ mt: 1 }}
                  label={say(common.reason)}
                  error={reasonError(nominationId) !== undefined}
                  helperText={reasonError(nominationId)}
                  value={refusal.reason}
                  onChange={(event) => put(nominationId, event.target.value)}
                />
              )}
            </Box>
          );
        })}
    </Stack>
  );
}

/** Those that were voted on and may be voted on anew: what did not pass, and what passed where votes are equal. */
export function ReballotPart({ view: { items }, values, change, errors }: Part) {
  const chosen = (values.nominationIds ?? []) as string[];
  return (
    <FormControl component="fieldset" error={errors('nominationIds') !== undefined}>
      {items
        .filter(({ state }) => state === 'failed' || state === 'passed')
        .map(({ nominationId, name, code }) => (
          <Box key={nominationId}>
            <FormControlLabel
              label={`${name} · ${code}`}
              control={
                <Checkbox
                  checked={chosen.includes(nominationId)}
                  onChange={(_event, checked) =>
                    change({
                      ...values,
                      nominationIds: checked
                        ? [...chosen, nominationId]
                        : chosen.filter((id) => id !== nominationId),
                    })
                  }
                />
              }
            />
          </Box>
        ))}
      <FormHelperText>{errors('nominationIds')}</FormHelperText>
    </FormControl>
  );
}

/** Names, one to a line. */
export function TellersPart({ values, change, errors }: Part) {
  const say = useSay();
  const tellers = (values.tellers ?? []) as { name: string }[];
  return (
    <TextField
      multiline
      minRows={3}
      required
      label={say(words.tellers)}
      value={tellers.map(({ name }) => name).join('\n')}
      error={errors('tellers') !== undefined}
      helperText={errors('tellers') ?? say(words.tellersHelp)}
      onChange={(event) => change({ tellers: event.target.value.split('\n').map((name) => ({ name })) })}
    />
  );
}
