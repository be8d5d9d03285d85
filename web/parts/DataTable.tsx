import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { vietnameseOrder } from '../../domain/vietnamese-order.ts';

export interface Column<R> {
  label: string;
  cell: (row: R) => ReactNode;
  /** What rows are sorted by, where they may be. */
  sortBy?: (row: R) => string | number | null;
  numeric?: boolean;
  width?: number | string;
  /** Not broken over lines in a table: a code, a moment. */
  whole?: boolean;
  /** Buttons: nothing for paper. */
  toPress?: boolean;
}

interface Props<R> {
  label: string;
  rows: R[];
  columns: Column<R>[];
  keyOf: (row: R) => string;
  empty?: string;
  /** More on the server than is shown. */
  more?: { total: number; load: (() => void) | null };
}

const compare = (a: string | number | null, b: string | number | null): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : vietnameseOrder.compare(String(a), String(b));
};

/** A list: a table where there is room, and on a telephone each row as a card with its labels. */
export function DataTable<R>({ label, rows, columns, keyOf, empty, more }: Props<R>) {
  const say = useSay();
  // Paper holds a table, however narrow the window.
  const wide = useMediaQuery('(min-width:760px), not screen');
  const [sort, setSort] = useState<{ at: number; down: boolean } | null>(null);
  const by = sort === null ? undefined : columns[sort.at]?.sortBy;
  const sorted = by ? [...rows].sort((a, b) => compare(by(a), by(b)) * (sort?.down ? -1 : 1)) : rows;
  if (rows.length === 0)
    return <Typography sx={{ p: 2, color: 'text.secondary' }}>{empty ?? say(common.nothing)}</Typography>;
  return (
    <>
      {wide ? (
        <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={label}>
          <Table aria-label={label}>
            <TableHead>
              <TableRow>
                {columns.map((column, at) => (
                  <TableCell
                    key={column.label}
                    align={column.numeric ? 'right' : 'left'}
                    sx={{ width: column.width, minWidth: at === 0 && !column.width ? 150 : undefined }}
                    className={column.toPress ? 'no-print' : undefined}
                    sortDirection={sort?.at === at ? (sort.down ? 'desc' : 'asc') : false}
                  >
                    {column.sortBy ? (
                      <TableSortLabel
                        active={sort?.at === at}
                        direction={sort?.at === at && sort.down ? 'desc' : 'asc'}
                        onClick={() => setSort({ at, down: sort?.at === at && !sort.down })}
                      >
                        {column.label}
                      </TableSortLabel>
                    ) : (
                      column.label
                    )}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {sorted.map((row) => (
                <TableRow key={keyOf(row)} hover>
                  {columns.map((column) => (
                    <TableCell
                      key={column.label}
                      align={column.numeric ? 'right' : 'left'}
                      sx={column.whole ? { whiteSpace: 'nowrap' } : {}}
                      className={column.toPress ? 'no-print' : undefined}
                    >
                      {column.cell(row)}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      ) : (
        <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {sorted.map((row) => (
            <Box
              component="li"
              key={keyOf(row)}
              sx={{ borderTop: 1, borderColor: 'divider', px: 2, py: 1.25 }}
            >
              {columns.map((column, at) =>
                at === 0 ? (
                  <Box key={column.label} sx={{ mb: 0.5 }}>
                    {column.cell(row)}
                  </Box>
                ) : (
                  <Box
                    key={column.label}
                    sx={{
                      display: 'flex',
                      gap: 1,
                      py: 0.25,
                      '&:has(> :last-child:empty)': { display: 'none' },
                    }}
                  >
                    <Box sx={{ flex: '0 0 104px', color: 'text.secondary', fontSize: '0.85rem' }}>
                      {column.label}
                    </Box>
                    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{column.cell(row)}</Box>
                  </Box>
                ),
              )}
            </Box>
          ))}
        </Box>
      )}
      {more && more.total > rows.length && (
        <Box className="no-print" sx={{ display: 'flex', alignItems: 'center', gap: 2, p: 1.5 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {say(common.shown, { shown: rows.length, total: more.total })}
          </Typography>
          {more.load && <Button onClick={more.load}>{say(common.more)}</Button>}
        </Box>
      )}
    </>
  );
}
