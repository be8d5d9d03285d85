import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useState } from 'react';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { AnswerOf } from '../client/answers.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { DateField } from '../parts/DateField.tsx';
import { today, useDates } from '../parts/dates.ts';
import { FilterChoice, Filters } from '../parts/Filter.tsx';
import { useList } from '../parts/list.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Page } from '../parts/Page.tsx';
import { useAddressFilters } from '../parts/query.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { dayForm, withdrawDayForm } from './forms.ts';
import { dayStatuses, words } from './words.ts';

type Day = AnswerOf<'/calendar'>['items'][number];

/** Days off and swapped days, with who says so. */
export function CalendarPage() {
  const say = useSay();
  const { day } = useDates();
  const admin = holds(useUser(), 'administrator');
  const [filter, setFilter] = useAddressFilters();
  const [date, setDate] = useState('');
  const [asked, setAsked] = useState<{ date: string; form: typeof dayForm } | null>(null);
  const list = useList('/calendar', { limit: 100 });
  const known = list.data?.items.find((item) => item.date === asked?.date);
  const year = filter('year') || today().slice(0, 4);
  return (
    <Page title={say(words.calendar)}>
      <Loaded query={list}>
        {({ items, total, load }) => {
          const years = [...new Set(items.map((item) => item.date.slice(0, 4)))];
          return (
            <>
              <Filters>
                <FilterChoice
                  label={say(words.calendarYear)}
                  value={year}
                  options={years.map((one) => [one, one])}
                  onChange={(value) => setFilter('year', value)}
                />
                {admin && (
                  <Box
                    sx={{
                      display: 'flex',
                      gap: 1,
                      alignItems: 'flex-start',
                      gridColumn: { xs: '1 / -1', sm: 'span 2' },
                    }}
                  >
                    <DateField label={say(common.date)} value={date} onChange={setDate} />
                    <Button
                      variant="contained"
                      sx={{ flexShrink: 0, minHeight: 40 }}
                      disabled={date === ''}
                      onClick={() => setAsked({ date, form: dayForm })}
                    >
                      {say(words.setDay)}
                    </Button>
                  </Box>
                )}
              </Filters>
              <Paper>
                <DataTable
                  label={say(words.calendar)}
                  rows={items.filter((item) => item.date.startsWith(year))}
                  keyOf={(item) => item.date}
                  // Days of other years are none of the shown; more are asked for only where there are more.
                  {...(load ? { more: { total, load } } : {})}
                  columns={[
                    {
                      label: say(common.date),
                      width: 130,
                      sortBy: (item) => item.date,
                      cell: (item) => <strong>{day(item.date)}</strong>,
                    },
                    {
                      label: say(words.kind),
                      width: 140,
                      cell: ({ kind }) => say(kind === 'working' ? words.working : words.off),
                    },
                    {
                      label: say(words.status),
                      width: 150,
                      cell: ({ status }) => (
                        <StateChip
                          label={dayStatuses[status] ? say(dayStatuses[status]) : status}
                          tone={status === 'confirmed' ? 'success' : 'warning'}
                        />
                      ),
                    },
                    {
                      label: say(common.source),
                      cell: ({ source, assumption }) => (
                        <>
                          {source}
                          {assumption && <Box sx={{ color: 'text.secondary' }}>{assumption}</Box>}
                        </>
                      ),
                    },
                    ...(admin
                      ? [
                          {
                            label: say(common.actions),
                            toPress: true,
                            width: 130,
                            cell: (item: Day) => (
                              <>
                                <Button onClick={() => setAsked({ date: item.date, form: dayForm })}>
                                  {say(common.edit)}
                                </Button>
                                {item.status !== 'withdrawn' && (
                                  <Button
                                    aria-label={say(words.withdrawDay)}
                                    onClick={() =>
                                      setAsked({
                                        date: item.date,
                                        form: (date) => withdrawDayForm(date, item),
                                      })
                                    }
                                  >
                                    {say(words.withdrawShort)}
                                  </Button>
                                )}
                              </>
                            ),
                          },
                        ]
                      : []),
                  ]}
                />
              </Paper>
            </>
          );
        }}
      </Loaded>
      {asked && (
        <ActDialog
          form={asked.form(day(asked.date), known)}
          view={null}
          path={`/calendar/${asked.date}`}
          method="PUT"
          {...(known ? { version: known.version } : { first: true })}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}
