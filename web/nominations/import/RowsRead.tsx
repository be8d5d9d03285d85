import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import { DataTable } from '../../parts/DataTable.tsx';
import { Section } from '../../parts/Page.tsx';
import { SaveButton } from '../../parts/SaveButton.tsx';
import { StateChip } from '../../parts/StateChip.tsx';
import { Under } from '../../parts/Unbroken.tsx';
import { useLanguage, useSay } from '../../words/words.ts';
import { dayWrittenOut, isRight, isTakenFirst, isToLookAt, queryOf } from './reading.ts';
import type { ListChoice, Reading, ReadRow } from './reading.ts';
import { TakeDialog } from './TakeDialog.tsx';
import { words } from './words.ts';

/** As many rows as a page shows before it is asked for more. */
const PAGE = 100;

interface Props {
  choice: ListChoice;
  reading: Reading;
  unitName: string;
  readAgain: () => void;
}

/** The rows as they would be recorded, which of them are taken, and the way to have them mended. */
export function RowsRead({ choice, reading, unitName, readAgain }: Props) {
  const say = useSay();
  const [taken, setTaken] = useState<ReadonlySet<number>>(
    () => new Set(reading.rows.filter(isTakenFirst).map(({ row }) => row)),
  );
  const [only, setOnly] = useState(false);
  const [shown, setShown] = useState(PAGE);
  const [saving, setSaving] = useState(false);
  const rows = only ? reading.rows.filter((row) => !isRight(row) || isToLookAt(row)) : reading.rows;
  const wrong = reading.rows.filter((row) => !isRight(row)).length;
  const toggle = (row: number) => {
    const next = new Set(taken);
    if (!next.delete(row)) next.add(row);
    setTaken(next);
  };
  const columns = useColumns(taken, toggle);
  const load = rows.length > shown ? () => setShown(shown + PAGE) : null;
  return (
    <Section title={say(words.check)} flush>
      <Box sx={{ px: 2 }}>
        {wrong > 0 && (
          <Alert severity="error" sx={{ mb: 1 }}>
            {say(words.wrongRows, { n: wrong })}
          </Alert>
        )}
        <FormControlLabel
          control={<Checkbox checked={only} onChange={() => setOnly(!only)} />}
          label={say(words.only)}
        />
      </Box>
      <DataTable
        label={say(words.check)}
        rows={rows.slice(0, shown)}
        keyOf={({ row }) => String(row)}
        columns={columns}
        more={{ total: rows.length, load }}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, p: 2 }}>
        {taken.size > 0 && (
          <Button variant="contained" onClick={() => setSaving(true)}>
            {say(words.save, { n: taken.size })}
          </Button>
        )}
        {(wrong > 0 || reading.rows.some(isToLookAt)) && (
          <SaveButton
            label={say(words.marked)}
            path={`/nominee-lists/${choice.id}/marked.xlsx?${new URLSearchParams(queryOf(choice))}`}
            name="danh-sach-can-sua.xlsx"
          />
        )}
      </Box>
      {saving && (
        <TakeDialog
          choice={choice}
          digest={reading.digest}
          rows={[...taken].sort((a, b) => a - b)}
          unitName={unitName}
          readAgain={readAgain}
          onClose={() => setSaving(false)}
        />
      )}
    </Section>
  );
}

function useColumns(taken: ReadonlySet<number>, toggle: (row: number) => void) {
  const say = useSay();
  const language = useLanguage();
  const day = (date: string | null) => (date === null ? '—' : dayWrittenOut(date, language));
  return [
    {
      label: say(words.row),
      width: 90,
      sortBy: ({ row }: ReadRow) => row,
      cell: (row: ReadRow) => (
        <Box sx={{ display: 'flex', alignItems: 'center', fontWeight: 600 }}>
          {isRight(row) && (
            <Checkbox
              checked={taken.has(row.row)}
              onChange={() => toggle(row.row)}
              slotProps={{
                input: { 'aria-label': say(words.chooseRow, { row: row.row, name: row.values.name }) },
              }}
            />
          )}
          {row.row}
        </Box>
      ),
    },
    {
      label: say(words.who),
      sortBy: ({ values }: ReadRow) => values.name,
      cell: ({ values }: ReadRow) => (
        <>
          {values.name || '—'}
          <Under text={underName(values, say)} />
        </>
      ),
    },
    {
      label: say(words.what),
      sortBy: ({ values }: ReadRow) => values.award,
      cell: ({ values }: ReadRow) => (
        <>
          {values.award ?? '—'}
          <Under text={values.category ?? '—'} />
        </>
      ),
    },
    {
      label: say(words.achievement),
      cell: ({ values }: ReadRow) => (
        <>
          {values.title || '—'}
          <Under text={values.summary} />
        </>
      ),
    },
    {
      label: say(words.time),
      sortBy: ({ values }: ReadRow) => values.from,
      cell: ({ values }: ReadRow) => say(words.span, { from: day(values.from), to: day(values.to) }),
    },
    { label: say(words.check), sortBy: order, cell: (row: ReadRow) => <Remarks row={row} /> },
  ];
}

/** What is wrong first, then what is to be looked at. */
const order = (row: ReadRow): number => (isRight(row) ? (isToLookAt(row) ? 1 : 2) : 0);

function underName(
  { position, gender, headcount, femaleCount }: ReadRow['values'],
  say: ReturnType<typeof useSay>,
) {
  const people = headcount === null ? [] : [say(words.people, { n: headcount, women: femaleCount ?? '—' })];
  return [position, gender, ...people].filter((part) => part !== null && part !== '').join(' · ');
}

function Remarks({ row }: { row: ReadRow }) {
  const say = useSay();
  const { faults, notes, hidden, known } = row;
  return (
    <>
      {faults.map(({ cell, column, message }) => (
        <Box key={`${cell} ${column}`} sx={{ color: 'error.dark' }}>
          <strong>
            {cell} ({column})
          </strong>
          : {message}
        </Box>
      ))}
      {notes.map(({ cell, column, message }) => (
        <div key={`${cell} ${message}`}>
          {cell} ({column}): {message}
        </div>
      ))}
      {hidden && <StateChip label={say(words.hidden)} tone="warning" />}
      {known !== null && <StateChip label={say(words.known, { code: known })} tone="warning" />}
      {isRight(row) && !isToLookAt(row) && <StateChip label={say(words.fine)} tone="success" />}
    </>
  );
}
