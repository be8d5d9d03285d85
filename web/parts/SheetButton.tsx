import FileDownload from '@mui/icons-material/FileDownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useIsFetching } from '@tanstack/react-query';
import { useState } from 'react';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { Failure } from './Failure.tsx';

export interface Sheet<R> {
  /** Of the file, without its ending. */
  name: string;
  /** Days are 'YYYY-MM-DD', and become dates that Excel sorts. */
  columns: [label: string, value: (row: R) => string | number | null][];
}

/** Reads all rows, telling how many of how many are there. */
export type Rows<R> = (read: (rows: number, total: number) => void) => Promise<R[]>;

const isDay = (value: string | number): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
const cellOf = (value: string | number | null) => {
  if (value === null) return null;
  if (isDay(value))
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' } as const;
  return typeof value === 'number'
    ? ({ value, type: Number, format: '#,##0' } as const)
    : // As text: what somebody typed is no formula.
      ({ value, type: String, wrap: true } as const);
};

/** What Excel takes for the name of a sheet. */
const sheetName = (label: string) => label.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31);

/** A list as .xlsx, for those who go on in Excel: all of it under its filters, not only what is shown. */
export function SheetButton<R>({ label, sheet, rows }: { label: string; sheet: Sheet<R>; rows: Rows<R> }) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [come, setCome] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  // Until names are there, their codes would stand in the file.
  const unnamed = useIsFetching({ predicate: ({ state }) => state.status === 'pending' }) > 0;
  const save = async () => {
    setBusy(true);
    setCome('');
    setFailure(null);
    try {
      const { default: write } = await import('write-excel-file/browser');
      const head = sheet.columns.map(
        ([label]) => ({ value: label, type: String, fontWeight: 'bold' }) as const,
      );
      const all = await rows((n, total) => setCome(say(common.rowsRead, { n, total })));
      const body = all.map((row) => sheet.columns.map(([, value]) => cellOf(value(row))));
      await write([head, ...body], {
        columns: sheet.columns.map(() => ({ width: 26 })),
        stickyRowsCount: 1,
        sheet: sheetName(label),
      }).toFile(`${sheet.name}.xlsx`);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Box className="no-print" sx={{ p: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Button
        variant="outlined"
        startIcon={<FileDownload />}
        loading={busy}
        disabled={unnamed}
        onClick={() => void save()}
      >
        {say(common.sheet)}
      </Button>
      {busy && (
        <Box component="span" role="status" sx={{ ml: 1.5, color: 'text.secondary' }}>
          {come}
        </Box>
      )}
      {failure !== null && <Failure failure={failure} />}
    </Box>
  );
}
