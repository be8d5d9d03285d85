import Button from '@mui/material/Button';
import { useState } from 'react';
import { hooks } from '../../client/client.ts';
import { Failure } from '../../parts/Failure.tsx';
import { Section } from '../../parts/Page.tsx';
import { common } from '../../words/common.ts';
import { useSay } from '../../words/words.ts';
import { Busy } from './Busy.tsx';
import { queryOf } from './reading.ts';
import { RowsRead } from './RowsRead.tsx';
import { WhatWasRead } from './WhatWasRead.tsx';
import { words } from './words.ts';

interface Props {
  file: { id: string; name: string };
  roundId: string;
  proposingUnit: string;
  unitName: string;
}

/** What the service understood of a file: where the list is, what its columns are, and each of its rows. */
export function Understood({ file, roundId, proposingUnit, unitName }: Props) {
  const say = useSay();
  const [how, setHow] = useState<{ sheet?: string; convert: boolean }>({ convert: false });
  const choice = { id: file.id, roundId, proposingUnit, sheet: how.sheet, convert: how.convert };
  const { data, error, refetch } = hooks.useQuery(
    'get',
    '/nominee-lists/{id}',
    { params: { path: { id: file.id }, query: queryOf(choice) } },
    // Read again when somebody asks for it, not whenever a case of the round moves.
    { staleTime: 'static', retry: false },
  );
  if (error)
    return (
      <Section title={say(words.understood)}>
        <Failure
          failure={error}
          action={
            <Button color="inherit" onClick={() => void refetch()}>
              {say(common.retry)}
            </Button>
          }
        />
      </Section>
    );
  if (!data)
    return (
      <Section title={say(words.understood)}>
        <Busy label={say(words.reading)} />
      </Section>
    );
  return (
    <>
      <Section title={say(words.understood)}>
        <WhatWasRead name={file.name} reading={data} how={how} onChange={setHow} />
      </Section>
      <RowsRead
        key={data.digest}
        choice={choice}
        reading={data}
        unitName={unitName}
        readAgain={() => void refetch()}
      />
    </>
  );
}
