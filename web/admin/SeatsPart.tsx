import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { councilRoles } from '../../domain/council-seats.ts';
import { ActField } from '../acts/ActField.tsx';
import type { ActForm, Field, PartProps, Values } from '../acts/form.ts';
import type { AnswerOf } from '../client/answers.ts';
import { councilRoleNames } from '../council/words.ts';
import { today } from '../parts/dates.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import type { Words } from '../words/words.ts';
import { words } from './words.ts';

export type Council = AnswerOf<'/councils/{body}'>;

const roleField: Field = {
  kind: 'choice',
  label: common.role,
  options: Object.fromEntries(
    councilRoles.map((role): [string, Words] => [role, councilRoleNames[role] ?? { vi: role, en: role }]),
  ),
};
const to: Field = { kind: 'date', label: common.to, optional: true };
/** What stays as it is once the term has begun, the account only where there is one. */
const opening = { councilRole: roleField, from: { kind: 'date', label: common.from } } satisfies Record<
  string,
  Field
>;
const personal = {
  name: { kind: 'text', label: words.fullName },
  position: { kind: 'text', label: words.position, optional: true },
} satisfies Record<string, Field>;
const account: Field = { kind: 'person', label: words.account, optional: true };

function SeatsPart({ view, values, change, errors }: PartProps<Council>) {
  const say = useSay();
  const seats = (values.seats ?? []) as Values[];
  const set = (seats: Values[]) => change({ ...values, seats });
  return (
    <Stack spacing={2.5}>
      {errors('seats') && <Alert severity="error">{errors('seats')}</Alert>}
      {seats.map((seat, i) => {
        const was = view.seats.find(({ id }) => id === seat.id);
        const begun = was !== undefined && was.validFrom <= today();
        const fields: Record<string, Field> = {
          ...personal,
          ...(begun ? {} : opening),
          ...(begun && was.personId ? {} : { personId: account }),
          to,
        };
        const name = typeof seat.name === 'string' ? seat.name : '';
        const role = was && councilRoleNames[was.councilRole];
        return (
          <Stack
            key={i}
            spacing={1.5}
            role="group"
            aria-label={`${i + 1}. ${name}`}
            sx={{ borderTop: 1, borderColor: 'divider', pt: 1.5 }}
          >
            <Typography sx={{ fontWeight: 600 }}>
              {i + 1}. {name} {begun && role && `(${say(role)})`}
            </Typography>
            {begun && <Typography variant="body2">{say(words.begunSeat)}</Typography>}
            {Object.entries(fields).map(([key, field]) => (
              <ActField
                key={key}
                field={field}
                value={seat[key]}
                errorAt={() => errors(`seats.${i}.${key}`)}
                onChange={(value) => set(seats.with(i, { ...seat, [key]: value }))}
              />
            ))}
            {['id', ...(begun ? ['councilRole', 'from', 'personId'] : [])].map(
              (key) =>
                !(key in fields) &&
                errors(`seats.${i}.${key}`) && (
                  <Alert key={key} severity="error">
                    {errors(`seats.${i}.${key}`)}
                  </Alert>
                ),
            )}
            {!begun && (
              <Button color="error" sx={{ alignSelf: 'start' }} onClick={() => set(seats.toSpliced(i, 1))}>
                {say(was ? words.removeSeat : common.remove)}
              </Button>
            )}
          </Stack>
        );
      })}
      <Button
        variant="outlined"
        sx={{ alignSelf: 'start' }}
        onClick={() => set([...seats, { councilRole: 'member', from: today() }])}
      >
        {say(words.addSeat)}
      </Button>
    </Stack>
  );
}

/** The seats as a whole. The service answers with `validFrom` and `validTo`, and takes `from` and `to`. */
export const seatsForm: ActForm<Council> = {
  label: words.editSeats,
  follows: {
    vi: 'Các phiên họp lập sau này mời theo danh sách mới; phiên đã lập giữ thành viên của nó. Được ghi vào nhật ký.',
    en: 'Sessions planned from now on invite by it; those planned keep their members. It is written to the audit.',
  },
  fields: {},
  part: SeatsPart,
  start: ({ seats }) => ({
    seats: seats.map(({ validFrom, validTo, ...seat }) => ({ ...seat, from: validFrom, to: validTo ?? '' })),
  }),
  body: ({ seats }) => ({
    seats: (seats as Values[]).map(({ position, personId, to, ...seat }) => ({
      ...seat,
      position: position || null,
      personId: personId || null,
      to: to || null,
    })),
  }),
};
