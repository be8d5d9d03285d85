import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useSay } from '../../words/words.ts';
import { isRight, isToLookAt } from './reading.ts';
import type { Reading } from './reading.ts';
import { words } from './words.ts';

interface How {
  sheet?: string;
  convert: boolean;
}
interface Props {
  name: string;
  reading: Reading;
  how: How;
  onChange: (how: How) => void;
}

/** Of the file as a whole: sheet, headings, columns, encoding, rows that are no nominees. */
export function WhatWasRead({ name, reading, how, onChange }: Props) {
  const say = useSay();
  const { sheet, sheets, headingRow, columns, missing, legacy, passedOver, rows } = reading;
  const wrong = rows.filter((row) => !isRight(row)).length;
  const counts = {
    all: rows.length,
    right: rows.length - wrong,
    wrong,
    noted: rows.filter(isToLookAt).length,
  };
  const hidden = rows.filter((row) => row.hidden).length;
  return (
    <Stack spacing={1.5}>
      <div>{say(words.fileIs, { name })}</div>
      {sheets.length > 1 && (
        <TextField
          select
          label={say(words.sheet)}
          value={sheet}
          sx={{ maxWidth: 400 }}
          onChange={(event) => onChange({ ...how, sheet: event.target.value })}
        >
          {sheets.map((one) => (
            <MenuItem key={one} value={one}>
              {one}
            </MenuItem>
          ))}
        </TextField>
      )}
      <Box component="details">
        <summary>
          {say(words.columns)}. {say(words.where, { row: headingRow })}
        </summary>
        <ul>
          {columns.map(({ letter, heading, means }) => (
            <li key={letter}>
              {means === null
                ? say(words.unused, { letter, heading })
                : say(words.taken, { letter, heading, means })}
            </li>
          ))}
        </ul>
      </Box>
      {missing.length > 0 && (
        <Alert severity="warning">{say(words.missing, { names: missing.join(', ') })}</Alert>
      )}
      {legacy && (
        <Alert
          severity={how.convert ? 'info' : 'warning'}
          action={
            <Button color="inherit" onClick={() => onChange({ ...how, convert: !how.convert })}>
              {say(how.convert ? words.asItIs : words.convert)}
            </Button>
          }
        >
          {say(how.convert ? words.converted : words.legacy, {
            ...{ n: legacy.cells, before: legacy.before, after: legacy.after },
          })}
        </Alert>
      )}
      {hidden > 0 && <Alert severity="warning">{say(words.hiddenRows, { n: hidden })}</Alert>}
      {passedOver.length > 0 && (
        <Box component="details">
          <summary>{say(words.passedOver, { n: passedOver.length })}</summary>
          <ul>
            {passedOver.map(({ row, text, why }) => (
              <li key={row}>{say(words.passedRow, { row, why, text: text === '' ? '' : `(${text})` })}</li>
            ))}
          </ul>
        </Box>
      )}
      <strong>{say(words.counts, counts)}</strong>
    </Stack>
  );
}
