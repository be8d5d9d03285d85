import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { AddFile } from '../acts/AddFile.tsx';
import type { Nomination } from '../client/answers.ts';
import type { Plan } from '../parts/plans.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

/** A document of the dossier: its kind, and the file. */
export function AddDocument({
  nomination: { id, award, subject, missingDocuments },
  plan,
}: {
  nomination: Nomination;
  plan: Plan;
}) {
  const say = useSay();
  const covers = (list: string[], code: string) => list.length === 0 || list.includes(code);
  const kinds = plan.documents.filter(
    (kind) => covers(kind.awards, award) && covers(kind.categories, subject.category),
  );
  const [chosen, setChosen] = useState('');
  const kind = chosen || (missingDocuments[0] ?? kinds[0]?.code ?? '');
  return (
    <Box className="no-print">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <TextField
          select
          label={say(words.documentKind)}
          value={kind}
          onChange={(event) => setChosen(event.target.value)}
          sx={{ flex: '1 1 260px' }}
        >
          {kinds.map(({ code, name, required }) => (
            <MenuItem key={code} value={code} sx={{ whiteSpace: 'normal' }}>
              {name}
              {required || missingDocuments.includes(code) ? ` (${say(words.required)})` : ''}
            </MenuItem>
          ))}
        </TextField>
        <AddFile
          label={say(words.addDocument)}
          path={`/nominations/${id}/documents`}
          kind={kind}
          then={() => setChosen('')}
        />
      </Box>
      <Box sx={{ mt: 0.75, fontSize: '0.82rem', color: 'text.secondary' }}>{say(words.acceptedFiles)}</Box>
    </Box>
  );
}
