import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { DateField } from '../parts/DateField.tsx';
import { MomentField } from '../parts/MomentField.tsx';
import { FileField } from '../parts/FileField.tsx';
import { PersonField } from '../parts/PersonField.tsx';
import { UnitField } from '../parts/UnitField.tsx';
import { useSay } from '../words/words.ts';
import type { Field, Values } from './form.ts';
import { words } from './words.ts';

interface Props {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  /** What the service, or the form itself, finds wrong at a path under this field. */
  errorAt: (under?: string) => string | undefined;
}

/** A field of a form, by its kind. Values are what the API takes; an empty one is left out. */
export function ActField({ field, value, onChange, errorAt }: Props) {
  const say = useSay();
  const text = typeof value === 'string' ? value : '';
  const shared = {
    label: say(field.label),
    required: field.optional !== true,
    error: errorAt(),
    ...(field.help ? { help: say(field.help) } : {}),
  };
  const { help, error, ...plain } = shared;
  const told = { error: error !== undefined, helperText: error ?? help };
  switch (field.kind) {
    case 'date':
      return <DateField {...shared} value={text} onChange={onChange} />;
    case 'moment':
      return <MomentField {...shared} value={text} onChange={onChange} />;
    case 'file':
      return <FileField {...shared} value={text} onChange={onChange} />;
    case 'unit':
      return (
        <UnitField
          {...shared}
          {...(field.among ? { among: field.among } : {})}
          value={text}
          onChange={onChange}
        />
      );
    case 'person':
      return <PersonField {...shared} value={text} onChange={onChange} />;
    case 'paper':
      return (
        <PaperField
          label={shared.label}
          value={value as Values | undefined}
          onChange={onChange}
          errorAt={errorAt}
        />
      );
    case 'choice':
      return (
        <TextField
          {...plain}
          {...told}
          select
          value={text}
          onChange={(event) => onChange(event.target.value)}
        >
          {Object.entries(field.options).map(([code, name]) => (
            <MenuItem key={code} value={code}>
              {say(name)}
            </MenuItem>
          ))}
        </TextField>
      );
    case 'number':
      return (
        <TextField
          {...plain}
          {...told}
          value={typeof value === 'number' ? String(value) : ''}
          slotProps={{ htmlInput: { inputMode: 'numeric', pattern: '-?[0-9]*' } }}
          onChange={(event) => {
            const given = event.target.value.trim();
            if (/^-?\d*$/.test(given)) onChange(given === '' || given === '-' ? undefined : Number(given));
          }}
        />
      );
    case 'text':
      return (
        <TextField
          {...plain}
          {...told}
          multiline={(field.lines ?? 1) > 1}
          minRows={field.lines ?? 1}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

/** `onBehalf`: number, date and scan of the paper. */
function PaperField({
  label,
  value,
  onChange,
  errorAt,
}: {
  label: string;
  value: Values | undefined;
  onChange: (value: unknown) => void;
  errorAt: (under?: string) => string | undefined;
}) {
  const say = useSay();
  const set = (name: string) => (given: unknown) => onChange({ ...value, [name]: given });
  const asked = value !== undefined || errorAt() !== undefined;
  const textOf = (name: string) => (typeof value?.[name] === 'string' ? value[name] : '');
  return (
    <Box>
      <FormControlLabel
        label={label}
        control={
          <Checkbox
            size="small"
            checked={asked}
            onChange={(_event, checked) => onChange(checked ? {} : undefined)}
          />
        }
      />
      {asked && (
        <Stack spacing={1.5} sx={{ pl: 3.5 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {say(words.paper)}
          </Typography>
          <TextField
            required
            label={say(words.paperNumber)}
            value={textOf('documentNumber')}
            error={errorAt('documentNumber') !== undefined}
            helperText={errorAt('documentNumber')}
            onChange={(event) => set('documentNumber')(event.target.value)}
          />
          <DateField
            required
            label={say(words.paperDate)}
            value={textOf('date')}
            error={errorAt('date')}
            onChange={set('date')}
          />
          <FileField
            required
            label={say(words.paperFile)}
            value={textOf('document')}
            error={errorAt('document')}
            onChange={set('document')}
          />
        </Stack>
      )}
    </Box>
  );
}
