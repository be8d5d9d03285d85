import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { PendingChange } from '../client/answers.ts';
import { isConflict, isUncertain, Problem } from '../client/problem.ts';
import { Failure } from '../parts/Failure.tsx';
import { useTell } from '../parts/Told.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { ActField } from './ActField.tsx';
import { Changed } from './Changed.tsx';
import type { ActForm, Field } from './form.ts';
import { perform } from './perform.ts';
import { useTyped } from './typed.ts';
import { pendingWords, words } from './words.ts';

export interface ActDialogProps<V> {
  form: ActForm<V>;
  view: V;
  /** Where the act is sent, under /api/v1. */
  path: string;
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The version as it now is, where the service asks for it. What was typed over an older one is not sent unseen. */
  version?: number | string;
  /** A first PUT of something. */
  first?: boolean;
  /** The name of another act, where the service says what else may be done. */
  actName?: (act: string) => string;
  onClose: () => void;
  then?: (answer: unknown) => void;
}

/** Of an answer that waits for a second person: who that may be. */
function namesOfSecond(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('pending' in answer)) return null;
  const pending = answer.pending as PendingChange[];
  return [
    ...new Set(pending.flatMap(({ mayConfirm }) => mayConfirm.map(({ displayName }) => displayName))),
  ].join(', ');
}

const isEmpty = (value: unknown): boolean => value === undefined || value === '';

/** The one way to act: what will follow, what is asked, and then whether it was recorded. */
export function ActDialog<V>({
  form,
  view,
  path,
  method = 'POST',
  version,
  first,
  actName,
  onClose,
  then,
}: ActDialogProps<V>) {
  const say = useSay();
  const tell = useTell();
  const queries = useQueryClient();
  const narrow = useMediaQuery('(max-width:600px)');
  const now = { version, values: form.start?.(view) ?? {} };
  const typed = useTyped(`form:${path} ${form.label.en}`, now);
  const { changed, change } = typed;
  const { values } = typed.begun;
  const [failure, setFailure] = useState<unknown>(null);
  const [missing, setMissing] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const fields = Object.entries(form.fields as Record<string, Field | null>).filter(
    (entry): entry is [string, Field] => entry[1] !== null,
  );
  const isField = (name?: string) => fields.some(([known]) => known === name);
  // What a form puts into a list of one, as a first role, stands beside its field too.
  const placeOf = (path: string) => {
    const [first, last] = [path.split('.')[0], path.split('.').at(-1)];
    return !form.part && !isField(first) && isField(last) ? (last ?? path) : path;
  };
  const found = (failure instanceof Problem ? (failure.body.errors ?? []) : []).map((error) => ({
    ...error,
    place: placeOf(error.path),
  }));
  const errorOf = (name: string) =>
    missing.includes(name) && isEmpty(values[name])
      ? say(common.required)
      : found.find(({ place }) => place === name)?.message;
  const nameOf = (path: string) => {
    const [, field] = fields.find(([name]) => name === path.split('.')[0]) ?? [];
    return field && say(field.label);
  };
  const follows = typeof form.follows === 'function' ? form.follows(view) : form.follows;

  const overtaken = !busy && (typed.newer || changed.length > 0);

  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (overtaken) {
      setFailure(null);
      typed.goOn();
      return;
    }
    const lacking = fields
      .filter(([name, { optional }]) => optional !== true && isEmpty(values[name]))
      .map(([name]) => name);
    setMissing(lacking);
    if (lacking.length > 0) return;
    setBusy(true);
    setFailure(null);
    const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
    try {
      const answer = await perform<unknown>(path, path, form.body?.(filled, view) ?? filled, method, {
        ...(version === undefined ? {} : { version }),
        ...(first ? { first } : {}),
      });
      typed.forget();
      await queries.invalidateQueries();
      const waits = namesOfSecond(answer);
      tell(
        waits === null
          ? say(words.done, { act: say(form.label) })
          : say(pendingWords.waits, { act: say(form.label), names: waits || '—' }),
      );
      onClose();
      then?.(answer);
    } catch (reason) {
      setFailure(reason);
      if (isConflict(reason)) void queries.invalidateQueries();
    } finally {
      setBusy(false);
    }
  };
  const close = () => {
    typed.forget();
    onClose();
  };
  const Part = form.part;
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      fullScreen={narrow}
      onClose={busy ? undefined : onClose}
      aria-labelledby="act-title"
    >
      <form onSubmit={(event) => void send(event)} noValidate style={{ display: 'contents' }}>
        <DialogTitle id="act-title">{say(form.label)}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <Alert severity={form.tone === 'error' ? 'warning' : 'info'}>
              <AlertTitle sx={{ mb: 0, fontSize: '0.85rem' }}>{say(words.follows)}</AlertTitle>
              {say(follows)}
            </Alert>
            {fields.map(([name, field]) => (
              <ActField
                key={name}
                field={field}
                value={values[name]}
                errorAt={(under) => errorOf(under === undefined ? name : `${name}.${under}`)}
                onChange={(value) => change({ ...values, [name]: value })}
              />
            ))}
            {Part && <Part view={view} values={values} change={change} errors={errorOf} />}
            {overtaken && (
              <Changed
                changed={changed}
                now={now.values}
                fields={form.fields}
                startOver={() => {
                  setFailure(null);
                  typed.startOver();
                }}
              />
            )}
            {failure !== null && !overtaken && (
              <Failure
                failure={failure}
                ofAct
                nameOf={nameOf}
                beside={(path) => isField(placeOf(path))}
                {...(actName ? { actName } : {})}
              />
            )}
          </Stack>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={close} disabled={busy}>
            {say(common.cancel)}
          </Button>
          <Button type="submit" variant="contained" color={form.tone ?? 'primary'} loading={busy}>
            {say(overtaken ? words.goOn : isUncertain(failure) ? common.retry : (form.press ?? form.label))}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
