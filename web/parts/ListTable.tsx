import Paper from '@mui/material/Paper';
import { DataTable } from './DataTable.tsx';
import type { Column } from './DataTable.tsx';
import { Loaded } from './Loaded.tsx';
import type { Loading } from './Loaded.tsx';
import { SheetButton } from './SheetButton.tsx';
import type { Rows, Sheet } from './SheetButton.tsx';

interface Props<R> {
  /** From `useList`. */
  list: Loading<{ items: R[]; total: number; load: (() => void) | null }> & { all: Rows<R> };
  label: string;
  columns: Column<R>[];
  empty?: string;
  /** What it is as a file for Excel. */
  sheet?: Sheet<R>;
}

/** A list of the API as a table: what has been loaded, with more on request. */
export function ListTable<R extends { id: string }>({ list, sheet, ...table }: Props<R>) {
  return (
    <Paper>
      <Loaded query={list}>
        {({ items, total, load }) => (
          <>
            <DataTable {...table} rows={items} keyOf={({ id }) => id} more={{ total, load }} />
            {sheet && total > 0 && <SheetButton label={table.label} sheet={sheet} rows={list.all} />}
          </>
        )}
      </Loaded>
    </Paper>
  );
}
