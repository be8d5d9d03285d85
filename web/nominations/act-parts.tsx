import Add from '@mui/icons-material/Add';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { stageName } from '../../domain/texts.ts';
import type { PartProps } from '../acts/form.ts';
import type { Nomination } from '../client/answers.ts';
import { nameIn, usePlan } from '../parts/plans.ts';
import { useUnitName } from '../parts/units.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import type { Criterion } from './evidence.ts';
import { checkNames, words } from './words.ts';

const own = {
  open: {
    vi: 'Còn tiêu chí chưa được xác nhận đạt. Nêu lý do nếu cho qua, hoặc xác nhận tiêu chí trước.',
    en: 'Some criteria are not met yet. Give a reason to pass over them, or record a check first.',
  },
  passOver: { vi: 'Lý do cho qua', en: 'Reason to pass over' },
  items: { vi: 'Cần bổ sung cụ thể (nếu có)', en: 'What exactly is to be amended' },
  what: { vi: 'Tiêu chí hoặc tài liệu', en: 'Criterion or document' },
  step: { vi: 'Bước', en: 'Step' },
} as const;

/** What is not filled in, not met or missing, said before a nomination is sent; what the plan allows is not barred. */
export function StillOpenPart({ view }: PartProps<Nomination>) {
  const say = useSay();
  const plan = usePlan(view.movement);
  const criteria = plan?.criteriaByCategory[view.subject.category];
  const conditionTexts = useConditionTexts();
  const lists = [
    {
      title: say(words.openCriteria),
      items: conditionTexts(
        criteria ?? [],
        view.findings.flatMap(({ code, items }) => (code === 'criteria-unmet' ? (items ?? []) : [])),
      ),
    },
    {
      title: say(words.openDocuments),
      items: view.missingDocuments.map((kind) => nameIn(plan?.documents, kind)),
    },
  ].filter(({ items }) => items.length > 0);
  if (lists.length === 0) return null;
  return (
    <Alert severity="warning">
      {say(words.stillOpen)}
      {lists.map(({ title, items }) => (
        <Box key={title} sx={{ mt: 1 }}>
          <strong>{title}</strong>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </Box>
        </Box>
      ))}
    </Alert>
  );
}

/** The criteria in the plan's words; those of a choice together, since one of them is enough. */
function useConditionTexts() {
  const say = useSay();
  return (criteria: readonly Criterion[], codes: readonly string[]): string[] => {
    const conditions = new Map<string | number, string[]>();
    for (const { choice, code, text } of criteria.filter((criterion) => codes.includes(criterion.code))) {
      const condition = choice ?? code;
      conditions.set(condition, [...(conditions.get(condition) ?? []), text]);
    }
    return [...conditions].map(([condition, texts]) => {
      const all = texts.join('; ');
      return typeof condition === 'number' ? `${say(words.oneOf, { n: texts.length })}: ${all}` : all;
    });
  };
}

interface Override {
  criterion: string;
  reason: string;
}

/** Criteria that bind and are not met: each needs a reason, where the plan lets the reviewer pass over it. */
export function OverridesPart({ view, values, change, errors }: PartProps<Nomination>) {
  const say = useSay();
  const plan = usePlan(view.movement);
  const open = view.checks.filter(({ result, needed }) => needed && result !== 'met');
  if (open.length === 0) return null;
  const given = (values.overrides ?? []) as Override[];
  const set = (criterion: string, reason: string) => {
    const others = given.filter((item) => item.criterion !== criterion);
    const overrides = reason.trim() === '' ? others : [...others, { criterion, reason }];
    change({ ...values, overrides: overrides.length > 0 ? overrides : undefined });
  };
  return (
    <Stack spacing={1.5}>
      <Alert severity="warning">{say(own.open)}</Alert>
      {open.map(({ criterion, result }) => (
        <Box key={criterion}>
          <Typography variant="body2" sx={{ mb: 0.75 }}>
            {plan?.criteriaByCategory[view.subject.category]?.find(({ code }) => code === criterion)?.text ??
              criterion}{' '}
            ({say(checkNames[result])})
          </Typography>
          <TextField
            label={say(own.passOver)}
            value={given.find((item) => item.criterion === criterion)?.reason ?? ''}
            error={errors(`checks.${criterion}`) !== undefined}
            helperText={errors(`checks.${criterion}`)}
            onChange={(event) => set(criterion, event.target.value)}
          />
        </Box>
      ))}
    </Stack>
  );
}

interface Item {
  criterion?: string;
  document?: string;
  note: string;
}

/** What exactly the unit is to amend: a criterion or a document each, with a note. */
export function ReturnItemsPart({ view, values, change }: PartProps<Nomination>) {
  const say = useSay();
  const plan = usePlan(view.movement);
  const items = (values.items ?? []) as Item[];
  const setItems = (next: Item[]) => change({ ...values, items: next.length > 0 ? next : undefined });
  const criteria = plan?.criteriaByCategory[view.subject.category] ?? [];
  return (
    <Box>
      <Typography sx={{ fontWeight: 600, mb: 1 }}>{say(own.items)}</Typography>
      <Stack spacing={1.5}>
        {items.map((item, at) => {
          const put = (next: Item) => setItems(items.map((old, i) => (i === at ? next : old)));
          return (
            <Stack key={at} spacing={1} sx={{ pl: 1.5, borderLeft: 3, borderColor: 'divider' }}>
              <TextField
                select
                label={say(own.what)}
                value={
                  item.criterion
                    ? `criterion ${item.criterion}`
                    : item.document
                      ? `document ${item.document}`
                      : ''
                }
                onChange={(event) => {
                  const [kind = 'criterion', code = ''] = event.target.value.split(' ');
                  put({ [kind]: code, note: item.note });
                }}
              >
                {criteria.map(({ code, text }) => (
                  <MenuItem key={code} value={`criterion ${code}`} sx={{ whiteSpace: 'normal' }}>
                    {text}
                  </MenuItem>
                ))}
                {(plan?.documents ?? []).map(({ code, name }) => (
                  <MenuItem key={code} value={`document ${code}`} sx={{ whiteSpace: 'normal' }}>
                    {say(words.document)}: {name}
                  </MenuItem>
                ))}
              </TextField>
              <TextField
                label={say(common.note)}
                required
                value={item.note}
                onChange={(event) => put({ ...item, note: event.target.value })}
              />
              <Button
                sx={{ alignSelf: 'flex-start' }}
                onClick={() => setItems(items.filter((_item, i) => i !== at))}
              >
                {say(common.remove)}
              </Button>
            </Stack>
          );
        })}
      </Stack>
      <Button
        startIcon={<Add />}
        sx={{ mt: 1 }}
        onClick={() => setItems([...items, { criterion: criteria[0]?.code ?? '', note: '' }])}
      >
        {say(common.add)}
      </Button>
    </Box>
  );
}

/** Nobody stands at the present step: what was there has ended, or there never was anybody. */
const isMissing = ({ waiting }: Nomination): boolean =>
  waiting?.code === 'body-missing' || waiting?.code === 'unit-missing';

/** Which step another body is to handle: one that is to come, or the present one where it has none. */
export function NextBodyPart({ view, values, change, errors }: PartProps<Nomination>) {
  const say = useSay();
  const language = useLanguage();
  const unitName = useUnitName();
  const steps = view.route.filter(
    ({ step, body }) => step > view.step || (step === view.step && (body === null || isMissing(view))),
  );
  return (
    <TextField
      select
      required
      label={say(own.step)}
      value={typeof values.step === 'number' ? String(values.step) : ''}
      error={errors('step') !== undefined}
      helperText={errors('step')}
      onChange={(event) => change({ ...values, step: Number(event.target.value) })}
    >
      {steps.map(({ step, stage, expectedBody }) => (
        <MenuItem key={step} value={String(step)}>
          {stageName('nomination', stage, language)} ·{' '}
          {expectedBody ? unitName(expectedBody) : say(common.noBodyYet)}
        </MenuItem>
      ))}
    </TextField>
  );
}
