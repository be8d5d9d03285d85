import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendTo } from '../client/client.ts';
import { newKey } from '../client/intent.ts';
import type { Nomination } from '../client/answers.ts';
import { FileButton } from '../parts/FileButton.tsx';
import { Failure } from '../parts/Failure.tsx';
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
  const queries = useQueryClient();
  const covers = (list: string[], code: string) => list.length === 0 || list.includes(code);
  const kinds = plan.documents.filter(
    (kind) => covers(kind.awards, award) && covers(kind.categories, subject.category),
  );
  const [chosen, setChosen] = useState('');
  const kind = chosen || (missingDocuments[0] ?? kinds[0]?.code ?? '');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const add = async (file: File) => {
    setBusy(true);
    setFailure(null);
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', file);
    try {
      await sendTo('POST', `/nominations/${id}/documents`, form, { key: newKey() });
      setChosen('');
      await queries.invalidateQueries();
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
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
              {required ? ` (${say(words.required)})` : ''}
            </MenuItem>
          ))}
        </TextField>
        <FileButton label={say(words.addDocument)} busy={busy} onChoose={(file) => void add(file)} />
      </Box>
      {failure !== null && <Failure failure={failure} />}
    </Box>
  );
}
