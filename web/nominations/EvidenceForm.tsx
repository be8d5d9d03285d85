import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { ActField } from '../acts/ActField.tsx';
import type { Field, Values } from '../acts/form.ts';
import type { Nomination } from '../client/answers.ts';
import type { Plan } from '../parts/plans.ts';
import { nameIn } from '../parts/plans.ts';
import { filled, useSay } from '../words/words.ts';
import type { Words } from '../words/words.ts';
import { CheckChip } from './CheckChip.tsx';
import { evidenceLabel, judgedCheck } from './evidence.ts';
import type { Criterion } from './evidence.ts';
import { levelNames, words } from './words.ts';

const own = {
  proof: { vi: 'Tài liệu chứng minh', en: 'Document that proves it' },
  half: { vi: 'Chưa đủ, nên chưa lưu mục này', en: 'Not complete, so not saved yet' },
} as const;

/** As much of a JSON Schema as the forms read. */
interface EvidenceSchema {
  properties?: Record<string, { type?: string; enum?: string[]; format?: string; maxLength?: number }>;
  required?: string[];
}

interface Props {
  criterion: Criterion;
  nomination: Nomination;
  plan: Plan;
  stated: Values;
  onChange: (next: { whole: boolean; stated: Values }) => void;
  errorAt: (name: string) => string | undefined;
}

/** What a unit states for one criterion: fields from the plan's own JSON Schema, beside the plan's own words. */
export function EvidenceForm({ criterion, nomination, plan, stated, onChange, errorAt }: Props) {
  const say = useSay();
  const schema = criterion.evidence as EvidenceSchema;
  const fields = Object.entries(schema.properties ?? {});
  const judged = judgedCheck(nomination, criterion.code);
  const needed = schema.required ?? [];
  const isWhole = (values: Values) =>
    needed.every((name) => values[name] !== undefined && values[name] !== '');
  const set = (name: string) => (value: unknown) => {
    const next = Object.fromEntries(
      Object.entries({ ...stated, [name]: value }).filter(([, given]) => given !== undefined && given !== ''),
    );
    onChange({ whole: isWhole(next), stated: next });
  };
  const begun = Object.keys(stated).length > 0;
  return (
    <Box
      component="fieldset"
      sx={{ border: 0, borderTop: 1, borderColor: 'divider', m: 0, px: 2, py: 1.5, minWidth: 0 }}
    >
      <Box component="legend" sx={{ float: 'left', width: '100%', p: 0, fontWeight: 600, mb: 0.5 }}>
        {criterion.text} <CheckChip nomination={nomination} criterion={criterion.code} />
      </Box>
      <Box sx={{ clear: 'both', fontSize: '0.82rem', color: 'text.secondary', mb: 1.25 }}>
        {criterion.quote && `“${criterion.quote.trim()}” `}
        {judged && judged.result !== 'met' && (
          <Box component="span" sx={{ display: 'block' }}>
            {judged.reason}
          </Box>
        )}
      </Box>
      {fields.length === 0 ? (
        <Box sx={{ color: 'text.secondary' }}>{say(words.published)}</Box>
      ) : (
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(auto-fit, minmax(200px, 1fr))' },
          }}
        >
          {fields.map(([name, property]) =>
            name === 'documentId' ? (
              <TextField
                key={name}
                select
                label={say(own.proof)}
                value={typeof stated[name] === 'string' ? stated[name] : ''}
                onChange={(event) => set(name)(event.target.value)}
              >
                <MenuItem value="">—</MenuItem>
                {nomination.documents.map((document) => (
                  <MenuItem key={document.id} value={document.id} sx={{ whiteSpace: 'normal' }}>
                    {nameIn(plan.documents, document.kind)} · {document.name}
                  </MenuItem>
                ))}
              </TextField>
            ) : (
              <Box key={name} sx={(property.maxLength ?? 0) > 1000 ? { gridColumn: '1 / -1' } : {}}>
                <ActField
                  field={{
                    ...fieldOf(criterion, name, property),
                    ...(needed.includes(name) && criterion.choice === null ? {} : { optional: true }),
                  }}
                  value={stated[name]}
                  onChange={set(name)}
                  errorAt={() => errorAt(name)}
                />
              </Box>
            ),
          )}
        </Box>
      )}
      {begun && !isWhole(stated) && (
        <Box sx={{ color: 'warning.main', fontSize: '0.82rem', mt: 0.5 }}>{say(own.half)}</Box>
      )}
    </Box>
  );
}

function fieldOf(
  criterion: Criterion,
  name: string,
  { type, enum: codes, format, maxLength = 0 }: NonNullable<EvidenceSchema['properties']>[string],
): Field {
  const label = evidenceLabel(criterion, name);
  if (codes)
    return {
      kind: 'choice',
      label,
      options: Object.fromEntries(
        // The highest first.
        [...codes].reverse().map((code) => [code, levelNames[code] ?? { vi: code, en: code }]),
      ),
    };
  if (format === 'date' || name === 'date') return { kind: 'date', label };
  if (type === 'integer' || type === 'number') {
    const limit = name === 'value' ? limitOf(criterion) : undefined;
    return { kind: 'number', label, ...(limit ? { help: limit } : {}) };
  }
  return { kind: 'text', label, ...(maxLength > 1000 ? { lines: 2 } : {}) };
}

/** What the plan compares a number with. */
function limitOf({ atLeast, atMost }: Criterion): Words | undefined {
  const [limit, n] = typeof atMost === 'number' ? [words.atMost, atMost] : [words.atLeast, atLeast];
  if (typeof n !== 'number') return undefined;
  return { vi: filled(limit.vi, { n }), en: filled(limit.en, { n }) };
}
