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
  /** What rows are sorted by, where all of them are here. */
  sortBy?: (row: R) => string | number | null;
  /** By which key the service sorts the list, of which this may be a part. */
  sortKey?: string;
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
  /** The order that the service was asked for: a key, with a minus downwards. */
  order?: { by: string; set: (by: string) => void };
}

interface Sorting {
  active: boolean;
  down: boolean;
  turn: () => void;
}

function HeadCell<R>({
  column,
  first,
  sorting,
}: {
  column: Column<R>;
  first: boolean;
  sorting: Sorting | null;
}) {
  const { label, numeric, width, toPress } = column;
  const direction = sorting?.down ? 'desc' : 'asc';
  return (
    <TableCell
      align={numeric ? 'right' : 'left'}
      sx={{ width, minWidth: first && !width ? 150 : undefined }}
      className={toPress ? 'no-print' : undefined}
      sortDirection={sorting?.active ? direction : false}
    >
      {sorting ? (
        <TableSortLabel active={sorting.active} direction={direction} onClick={sorting.turn}>
          {label}
        </TableSortLabel>
      ) : (
        label
      )}
    </TableCell>
  );
}

const compare = (a: string | number | null, b: string | number | null): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : vietnameseOrder.compare(String(a), String(b));
};

/** A list: a table where there is room, and on a telephone each row as a card with its labels. */
export function DataTable<R>({ label, rows, columns, keyOf, empty, more, order }: Props<R>) {
  const say = useSay();
  // Paper holds a table, however narrow the window.
  const wide = useMediaQuery('(min-width:760px), not screen');
  const [sort, setSort] = useState<{ at: number; down: boolean } | null>(null);
  // A part of a list is not sorted here: what comes first in it need not come first in the list.
  const isWhole = !more || more.total <= rows.length;
  const by = sort === null || !isWhole ? undefined : columns[sort.at]?.sortBy;
  const sorting = (column: Column<R>, at: number): Sorting | null => {
    const { sortKey } = column;
    if (order && sortKey !== undefined) {
      const active = order.by === sortKey || order.by === `-${sortKey}`;
      const down = order.by === `-${sortKey}`;
      return { active, down, turn: () => order.set(active && !down ? `-${sortKey}` : sortKey) };
    }
    if (!column.sortBy || !isWhole) return null;
    const active = sort?.at === at;
    const down = active && sort.down;
    return { active, down, turn: () => setSort({ at, down: active && !down }) };
  };
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
                  <HeadCell
                    key={column.label}
                    column={column}
                    first={at === 0}
                    sorting={sorting(column, at)}
                  />
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
