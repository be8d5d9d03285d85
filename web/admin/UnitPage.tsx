import Button from '@mui/material/Button';
import { useState } from 'react';
import { useParams } from 'react-router';
import { ActDialog } from '../acts/ActDialog.tsx';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { useUnitName } from '../parts/units.ts';
import { holds, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { CouncilSeats } from './CouncilSeats.tsx';
import { successorForm, unitChangeForm } from './forms.ts';
import { unitKinds, words } from './words.ts';

/** A unit with its dates, what it does and what became of it. */
export function UnitPage() {
  const say = useSay();
  const { day } = useDates();
  const user = useUser();
  const unitName = useUnitName();
  const { code = '' } = useParams();
  const [form, setForm] = useState<'edit' | 'successors' | null>(null);
  const query = hooks.useQuery('get', '/units/{code}', { params: { path: { code } } });
  const span = (from: string, to: string | null) =>
    `${say(words.sinceDay, { date: day(from) })}${to ? ` ${say(words.until, { date: day(to) })}` : ''}`;
  return (
    <Loaded query={query}>
      {(unit) => (
        <Page
          title={unit.name}
          acts={
            holds(user, 'administrator') && (
              <>
                <Button variant="outlined" onClick={() => setForm('edit')}>
                  {say(words.editUnit)}
                </Button>
                <Button variant="outlined" onClick={() => setForm('successors')}>
                  {say(words.successors)}
                </Button>
              </>
            )
          }
        >
          <Section title={say(words.units)}>
            <Facts
              rows={[
                [say(words.shortName), unit.shortName],
                [say(common.code), unit.code],
                [
                  say(words.kind),
                  unitKinds[unit.kind]
                    ? say(unitKinds[unit.kind] ?? { vi: unit.kind, en: unit.kind })
                    : unit.kind,
                ],
                [say(words.parent), unitName(unit.parent)],
                [say(words.organization), unitName(unit.organization)],
                [say(words.email), unit.email ?? '—'],
                [say(words.place), unit.place ?? '—'],
                [say(words.symbol), unit.symbol ?? '—'],
                [say(words.validity), span(unit.validFrom, unit.validTo)],
                [say(common.source), unit.source ?? '—'],
                [
                  say(words.successors),
                  unit.successors
                    .map(({ unit: to, on, citation }) => `${unitName(to)}, ${day(on)}. ${citation}`)
                    .join('\n') || '—',
                ],
              ]}
            />
          </Section>
          {unit.kind === 'council' && <CouncilSeats body={unit.code} />}
          {form === 'edit' && (
            <ActDialog
              form={{ ...unitChangeForm, start: () => filled(unit) }}
              view={null}
              path={`/units/${code}`}
              method="PATCH"
              version={unit.version}
              onClose={() => setForm(null)}
            />
          )}
          {form === 'successors' && (
            <ActDialog
              form={successorForm}
              view={null}
              path={`/units/${code}/successors`}
              version={unit.version}
              onClose={() => setForm(null)}
            />
          )}
        </Page>
      )}
    </Loaded>
  );
}

const filled = ({
  name,
  shortName,
  email,
  place,
  symbol,
}: {
  name: string;
  shortName: string;
  email: string | null;
  place: string | null;
  symbol: string | null;
}) => ({
  ...{ name, shortName },
  ...(email ? { email } : {}),
  ...(place ? { place } : {}),
  ...(symbol ? { symbol } : {}),
});
