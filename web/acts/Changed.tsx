import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useDates } from '../parts/dates.ts';
import { useUnitName } from '../parts/units.ts';
import { useSay } from '../words/words.ts';
import type { Field, Values } from './form.ts';
import { words } from './words.ts';

interface Props {
  /** The keys that somebody else has changed. */
  changed: string[];
  /** What those keys hold now. */
  now: Values;
  fields: Record<string, Field | null>;
  startOver: () => void;
  /** Where no button of the form's own goes on. */
  goOn?: () => void;
}

/** Says what somebody else has changed since a form was begun: nothing of it is sent before this has been seen. */
export function Changed({ changed, now, fields, startOver, goOn }: Props) {
  const say = useSay();
  const textOf = useValueText();
  const named = changed.flatMap((key) => {
    const field = fields[key];
    return field ? [{ key, label: say(field.label), text: textOf(field, now[key]) }] : [];
  });
  return (
    <Alert
      severity="warning"
      role="alert"
      action={
        <>
          {goOn && (
            <Button color="inherit" onClick={goOn}>
              {say(words.goOn)}
            </Button>
          )}
          <Button color="inherit" onClick={startOver}>
            {say(words.startOver)}
          </Button>
        </>
      }
    >
      {say(words.changed)}
      {named.length > 0 && (
        <ul style={{ margin: '4px 0', paddingLeft: 18 }}>
          {named.map(({ key, label, text }) => (
            <li key={key}>{say(words.nowIs, { label, text })}</li>
          ))}
        </ul>
      )}
      {say(words.yoursStays)}
    </Alert>
  );
}

/** A value of a form as people read it. */
function useValueText(): (field: Field, value: unknown) => string {
  const say = useSay();
  const { day, moment } = useDates();
  const unitName = useUnitName();
  return (field, value) => {
    // Their values are ids, which say nothing.
    if (field.kind === 'file' || field.kind === 'person' || field.kind === 'paper') return say(words.another);
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string' || value === '') return '—';
    switch (field.kind) {
      case 'date':
        return day(value);
      case 'moment':
        return moment(value);
      case 'unit':
        return unitName(value);
      case 'choice':
        return field.options[value] ? say(field.options[value]) : value;
      case 'text':
      case 'number':
        return value;
    }
  };
}
