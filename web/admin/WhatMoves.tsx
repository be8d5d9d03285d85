import Alert from '@mui/material/Alert';
import { useParams } from 'react-router';
import { pathNames, roleNames, stageName } from '../../domain/texts.ts';
import { hooks } from '../client/client.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { useLanguage, useSay } from '../words/words.ts';
import { words } from './words.ts';

/** What lies open with a unit, said before its end is put on record: all of it goes to whoever it becomes. */
export function WhatMoves() {
  const say = useSay();
  const language = useLanguage();
  const { code = '' } = useParams();
  const query = hooks.useQuery('get', '/units/{code}/open-cases', { params: { path: { code } } });
  return (
    <Loaded query={query}>
      {({ cases, people, seats }) => (
        <Alert severity={cases.length + people.length + seats === 0 ? 'info' : 'warning'}>
          {say(words.whatMoves, { count: String(cases.length) })}
          <ul>
            {cases.map(({ kind, code: called, stage }, i) => (
              <li key={`${kind} ${called} ${String(i)}`}>
                {say(pathNames[kind])} {called}: {stageName(kind, stage, language)}
              </li>
            ))}
          </ul>
          {people.length > 0 && (
            <>
              {say(words.whoStays)}
              <ul>
                {people.map(({ id, displayName, role }) => (
                  <li key={`${id} ${role}`}>
                    {displayName}: {say(roleNames[role])}
                  </li>
                ))}
              </ul>
            </>
          )}
          {seats > 0 && say(words.seatsMove, { count: String(seats) })}
        </Alert>
      )}
    </Loaded>
  );
}
