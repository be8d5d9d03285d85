import Button from '@mui/material/Button';
import { useState } from 'react';
import { ActDialog } from '../acts/ActDialog.tsx';
import { hooks } from '../client/client.ts';
import { isNotFound } from '../client/problem.ts';
import { councilRoleNames } from '../council/words.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Section } from '../parts/Page.tsx';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { seatsForm } from './SeatsPart.tsx';
import { words } from './words.ts';

/** Who sits in a council, and for administrators the way to change it as a whole. */
export function CouncilSeats({ body }: { body: string }) {
  const say = useSay();
  const { day } = useDates();
  const user = useUser();
  const [editing, setEditing] = useState(false);
  const query = hooks.useQuery('get', '/councils/{body}', { params: { path: { body } } });
  const data = isNotFound(query.error) ? { body, version: 0, seats: [] } : query.data;
  return (
    <Section title={say(words.seats)} flush>
      <Loaded query={{ ...query, data }}>
        {(council) => (
          <>
            <DataTable
              label={say(words.seats)}
              rows={council.seats}
              keyOf={({ id }) => id}
              columns={[
                {
                  label: say(words.fullName),
                  sortBy: ({ name }) => name.split(' ').at(-1) ?? name,
                  cell: ({ name }) => name,
                },
                {
                  label: say(common.role),
                  cell: ({ councilRole }) =>
                    councilRoleNames[councilRole] ? say(councilRoleNames[councilRole]) : councilRole,
                },
                { label: say(words.position), cell: ({ position }) => position ?? '—' },
                { label: say(common.from), cell: ({ validFrom }) => day(validFrom) },
                { label: say(common.to), cell: ({ validTo }) => day(validTo) },
              ]}
            />
            {holds(user, 'administrator') && (
              <Button variant="outlined" sx={{ m: 2 }} onClick={() => setEditing(true)}>
                {say(words.editSeats)}
              </Button>
            )}
            {editing && (
              <ActDialog
                form={seatsForm}
                view={council}
                path={`/councils/${body}`}
                method="PUT"
                {...(council.version === 0 ? { first: true } : { version: council.version })}
                onClose={() => setEditing(false)}
              />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
