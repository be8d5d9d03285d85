import Paper from '@mui/material/Paper';
import { DataTable } from './DataTable.tsx';
import type { Column } from './DataTable.tsx';
import { Loaded } from './Loaded.tsx';
import type { Loading } from './Loaded.tsx';
import { SheetButton } from './SheetButton.tsx';
import { useAddressFilters } from './query.ts';

interface Props<R> {
  /** From `useList`. */
  list: Loading<{ items: R[]; total: number; load: (() => void) | null }> & { sheet: string };
  label: string;
  /** Sorted by the service, if at all: what is here may be a part. */
  columns: Omit<Column<R>, 'sortBy'>[];
  /** The list's own order, where the address names none. */
  order?: string;
  empty?: string;
  /** Of the whole list as a file for Excel, without its ending. */
  sheet?: string;
}

/** A list of the API as a table: what has been loaded, with more on request. */
export function ListTable<R extends { id: string }>({
  list,
  sheet,
  order = '-createdAt',
  ...table
}: Props<R>) {
  const [filter, setFilter] = useAddressFilters();
  const asked = {
    by: filter('sort') || order,
    set: (by: string) => setFilter('sort', by === order ? '' : by),
  };
  return (
    <Paper>
      <Loaded query={list}>
        {({ items, total, load }) => (
          <>
            <DataTable {...table} rows={items} keyOf={({ id }) => id} more={{ total, load }} order={asked} />
            {sheet && total > 0 && <SheetButton path={list.sheet} name={`${sheet}.xlsx`} />}
          </>
        )}
      </Loaded>
    </Paper>
  );
}
