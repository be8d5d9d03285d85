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
import type { Field, Values } from '../acts/form.ts';
import { perform } from '../acts/perform.ts';
import type { Nomination } from '../client/answers.ts';
import { Problem } from '../client/problem.ts';
import { useKept } from '../parts/kept.ts';
import { Submit } from '../parts/Submit.tsx';
import { useWholeList } from '../parts/list.ts';
import { Page, Section } from '../parts/Page.tsx';
import { useMovementTitle, usePlan } from '../parts/plans.ts';
import { useUnitName } from '../parts/units.ts';
import { holds, unitsOf, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { achievementFields, draftBody, subjectFields } from './draft.ts';
import { words } from './words.ts';

const own = {
  title: { vi: 'Lập hồ sơ đề nghị khen thưởng', en: 'New nomination' },
  what: { vi: 'Đề nghị gì', en: 'What for' },
  outside: {
    vi: 'Lập thay cho tổ chức, cá nhân không có tài khoản',
    en: 'For a citizen or firm without an account',
  },
  outsideName: { vi: 'Tên người, tổ chức đề nghị', en: 'Who proposes' },
  outsideAddress: { vi: 'Địa chỉ', en: 'Address' },
  outsideContact: { vi: 'Liên hệ', en: 'Contact' },
  next: {
    vi: 'Lưu nháp, tiếp tục điền tiêu chí và tài liệu',
    en: 'Save the draft and go on to criteria and documents',
  },
  noRound: { vi: 'Chưa có đợt xét nào đang nhận hồ sơ.', en: 'No round takes nominations now.' },
  subjectUnit: { vi: 'Đơn vị của đối tượng', en: 'Unit of the subject' },
} as const;

const outsideFields: Record<string, Field> = {
  outsideName: { kind: 'text', label: own.outsideName },
  outsideAddress: { kind: 'text', label: own.outsideAddress, optional: true },
  outsideContact: { kind: 'text', label: own.outsideContact, optional: true },
};

/** Where each field of the form stands in the body, for what the service finds wrong. */
const pathOf = (name: string): string =>
  name in achievementFields
    ? `achievement.${name}`
    : ['roundId', 'award', 'proposingUnit'].includes(name)
      ? name
      : `subject.${name}`;

/** The beginning of a draft: who, for what. Criteria and documents follow on the draft's own page. */
export function NewNominationPage() {
  const say = useSay();
  const user = useUser();
  const go = useNavigate();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const own_ = unitsOf(user, 'unit-officer', 'unit-head');
  const office = unitsOf(user, 'office-reviewer', 'office-head');
  const [values, keep, forget] = useKept<Values>('draft:new', {
    round: params.get('round') ?? '',
    proposingUnit: own_[0] ?? '',
    unit: own_[0] ?? '',
  });
  const [failure, setFailure] = useState<unknown>(null);
  const [missing, setMissing] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const set = (name: string) => (value: unknown) => keep({ ...values, [name]: value });
  const textOf = (name: string) => (typeof values[name] === 'string' ? values[name] : '');

  const known = useWholeList('/rounds', { limit: 100 }).data?.items;
  const rounds = (known ?? []).filter(
    ({ state, awards }) => (state === 'open' || state === 'intake-closed') && awards.length > 0,
  );
  const round = rounds.find(({ id }) => id === values.round) ?? (rounds.length === 1 ? rounds[0] : undefined);
  const plan = usePlan(round?.movement, round?.planVersion);
  const awards = plan?.awards.filter(({ code }) => round?.awards.includes(code)) ?? [];
  const award = awards.find(({ code }) => code === values.award);
  const categories = plan?.categories.filter(({ code }) => award?.categories.includes(code)) ?? [];
  const category = categories.find(({ code }) => code === values.category);
  const outside = values.outside === true;
  const fields = category
    ? { ...subjectFields(category.kind), ...achievementFields, ...(outside ? outsideFields : {}) }
    : {};
  const found = failure instanceof Problem ? (failure.body.errors ?? []) : [];
  const errorOf = (name: string) =>
    missing.includes(name) ? say(common.required) : found.find(({ path }) => path === pathOf(name))?.message;

  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    const needed = [
      'unit',
      'proposingUnit',
      ...Object.entries(fields)
        .filter(([, { optional }]) => !optional)
        .map(([name]) => name),
    ];
    const lacking = needed.filter((name) => values[name] === undefined || values[name] === '');
    setMissing(lacking);
    if (lacking.length > 0 || !category || !round) return;
    setBusy(true);
    setFailure(null);
    try {
      const body = draftBody({ ...values, round: round.id, award: award?.code }, category.kind);
      const made = await perform<Nomination>('draft:new', '/nominations', body);
      forget();
      await queries.invalidateQueries();
      void go(`/nominations/${made.id}/edit`);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };

  const choice = (name: string, label: string, options: [string, string][], value: string) => (
    <TextField
      select
      required
      label={label}
      value={options.some(([code]) => code === value) ? value : ''}
      error={errorOf(name) !== undefined}
      helperText={errorOf(name)}
      onChange={(event) => set(name)(event.target.value)}
    >
      {options.map(([code, text]) => (
        <MenuItem key={code} value={code} sx={{ whiteSpace: 'normal' }}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  );
  const grid = {
    display: 'grid',
    gap: 2,
    gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
  };
  return (
    <Page title={say(own.title)}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <Box sx={{ maxWidth: 900 }}>
          <Section title={say(own.what)}>
            <Stack spacing={2}>
              {known && rounds.length === 0 && say(own.noRound)}
              {choice(
                'round',
                say(common.round),
                rounds.map(({ id, name, movement }) => [id, `${name} · ${movementTitle(movement)}`]),
                round?.id ?? '',
              )}
              {plan &&
                choice(
                  'award',
                  say(common.award),
                  awards.map(({ code, name }) => [code, name]),
                  textOf('award'),
                )}
              {award &&
                choice(
                  'category',
                  say(words.category),
                  categories.map(({ code, name }) => [code, name]),
                  textOf('category'),
                )}
              {holds(user, 'office-reviewer', 'office-head') && (
                <FormControlLabel
                  label={say(own.outside)}
                  control={
                    <Checkbox
                      checked={outside}
                      onChange={(_event, checked) =>
                        keep({
                          ...values,
                          outside: checked,
                          proposingUnit: checked ? (office[0] ?? '') : (own_[0] ?? ''),
                        })
                      }
                    />
                  }
                />
              )}
              {!outside &&
                own_.length > 1 &&
                choice(
                  'proposingUnit',
                  say(words.proposedBy),
                  own_.map((code) => [code, unitName(code)]),
                  textOf('proposingUnit'),
                )}
            </Stack>
          </Section>
          {category && (
            <Section title={say(words.who)}>
              <Box sx={grid}>
                <ActField
                  field={{ kind: 'unit', label: own.subjectUnit }}
                  value={values.unit}
                  onChange={set('unit')}
                  errorAt={() => errorOf('unit')}
                />
                {Object.entries(fields).map(([name, field]) => (
                  <Box key={name} sx={field.kind === 'text' && field.lines ? { gridColumn: '1 / -1' } : {}}>
                    <ActField
                      field={field}
                      value={values[name]}
                      onChange={set(name)}
                      errorAt={() => errorOf(name)}
                    />
                  </Box>
                ))}
              </Box>
            </Section>
          )}
          <Submit
            label={say(own.next)}
            failure={failure}
            busy={busy}
            disabled={!category}
            nameOf={(path) => {
              const [, field] = Object.entries(fields).find(([name]) => pathOf(name) === path) ?? [];
              return field && say(field.label);
            }}
          />
        </Box>
      </form>
    </Page>
  );
}
