import CheckCircle from '@mui/icons-material/CheckCircle';
import ErrorOutline from '@mui/icons-material/ErrorOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Failure } from '../parts/Failure.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import type { Words } from '../words/words.ts';
import { ActField } from './ActField.tsx';
import type { Field, Values } from './form.ts';
import { words } from './words.ts';

const own = {
  progress: { vi: 'Đã xử lý {done} trên {all}', en: '{done} of {all} done' },
  result: { vi: '{good} thành công, {bad} không thành công', en: '{good} done, {bad} not' },
} as const;

interface Props<I> {
  label: Words;
  follows: Words;
  fields: Record<string, Field>;
  start?: Values;
  items: I[];
  nameOf: (item: I) => string;
  /** One act of the batch. Repeating it after a failure counts once. */
  send: (item: I, values: Values) => Promise<unknown>;
  onClose: () => void;
  /** Instead of `onClose`, once all of them are done. */
  onDone?: () => void;
}

/** The same act for many: one after the other, with a bar, and for each row what came of it. */
export function BatchDialog<I>({
  label,
  follows,
  fields,
  start = {},
  items: given,
  nameOf,
  send,
  onClose,
  onDone = onClose,
}: Props<I>) {
  const say = useSay();
  const queries = useQueryClient();
  // As it was asked for: the list behind loses what has moved on.
  const [items] = useState(given);
  const [values, setValues] = useState<Values>(start);
  const [missing, setMissing] = useState<string[]>([]);
  const [results, setResults] = useState<Map<I, unknown>>(new Map());
  const [busy, setBusy] = useState(false);
  const failed = items.filter((item) => results.has(item) && results.get(item) !== null);
  const toDo = results.size === 0 ? items : failed;
  const over = !busy && results.size === items.length;
  const run = async (event: SyntheticEvent) => {
    event.preventDefault();
    const lacking = Object.entries(fields)
      .filter(([name, { optional }]) => !optional && !values[name])
      .map(([name]) => name);
    setMissing(lacking);
    if (lacking.length > 0) return;
    setBusy(true);
    for (const item of toDo) {
      const failure: unknown = await send(item, values).then(
        () => null,
        (reason: unknown) => reason,
      );
      setResults((before) => new Map(before).set(item, failure));
    }
    await queries.invalidateQueries();
    setBusy(false);
  };
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={busy ? undefined : onClose} aria-labelledby="batch-title">
      <form onSubmit={(event) => void run(event)} noValidate style={{ display: 'contents' }}>
        <DialogTitle id="batch-title">
          {say(label)} ({items.length})
        </DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            {results.size === 0 && (
              <>
                <Alert severity="info">
                  <strong>{say(words.follows)}.</strong> {say(follows)}
                </Alert>
                {Object.entries(fields).map(([name, field]) => (
                  <ActField
                    key={name}
                    field={field}
                    value={values[name]}
                    onChange={(value) => setValues({ ...values, [name]: value })}
                    errorAt={() =>
                      missing.includes(name) && !values[name] ? say(common.required) : undefined
                    }
                  />
                ))}
              </>
            )}
            {results.size > 0 && (
              <Box>
                <Box role="status" sx={{ mb: 0.5 }}>
                  {over
                    ? say(own.result, { good: items.length - failed.length, bad: failed.length })
                    : say(own.progress, { done: results.size, all: items.length })}
                </Box>
                <LinearProgress
                  variant="determinate"
                  value={(results.size / items.length) * 100}
                  aria-label={say(label)}
                />
              </Box>
            )}
            <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
              {items.map((item, i) => (
                <Box component="li" key={i} sx={{ py: 0.5, borderTop: 1, borderColor: 'divider' }}>
                  <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
                    {results.has(item) &&
                      (results.get(item) === null ? (
                        <CheckCircle color="success" fontSize="small" />
                      ) : (
                        <ErrorOutline color="error" fontSize="small" />
                      ))}
                    {nameOf(item)}
                  </Box>
                  {results.has(item) && results.get(item) !== null && (
                    <Failure failure={results.get(item)} ofAct />
                  )}
                </Box>
              ))}
            </Box>
          </Stack>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={over && failed.length === 0 ? onDone : onClose} disabled={busy}>
            {say(over ? common.close : common.cancel)}
          </Button>
          {(!over || failed.length > 0) && (
            <Button type="submit" variant="contained" loading={busy}>
              {say(over ? common.retry : label)}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
