import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { listEndings } from '../../domain/media-types.ts';
import { sendTo } from '../client/client.ts';
import { Failure } from '../parts/Failure.tsx';
import { FileButton } from '../parts/FileButton.tsx';
import { useWholeList } from '../parts/list.ts';
import { Page, Section } from '../parts/Page.tsx';
import { useMovementTitle } from '../parts/plans.ts';
import { SaveButton } from '../parts/SaveButton.tsx';
import { useUnitName } from '../parts/units.ts';
import { unitsOf, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { Busy } from './import/Busy.tsx';
import { Understood } from './import/Understood.tsx';
import { words as own } from './import/words.ts';
import { words } from './words.ts';

/** A list of nominees from a file: what the service understood of it is seen before anything is saved. */
export function ImportPage() {
  const say = useSay();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const units = unitsOf(useUser(), 'unit-officer', 'unit-head');
  const [roundId, setRoundId] = useState('');
  const [unit, setUnit] = useState(units[0] ?? '');
  const [file, setFile] = useState<{ id: string; name: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const rounds = (useWholeList('/rounds', { state: 'open', limit: 100 }).data?.items ?? []).filter(
    ({ awards }) => awards.length > 0,
  );
  const round = rounds.find(({ id }) => id === roundId) ?? (rounds.length === 1 ? rounds[0] : undefined);
  const send = async (chosen: File) => {
    setFile(null);
    setFailure(null);
    setBusy(true);
    const form = new FormData();
    form.set('file', chosen);
    await sendTo<{ id: string; name: string }>('POST', '/nominee-lists', form).then(setFile, setFailure);
    setBusy(false);
  };
  return (
    <Page title={say(own.title)}>
      <Section title={say(common.round)}>
        <Stack spacing={2} sx={{ maxWidth: 700 }}>
          <div>{say(own.how)}</div>
          <TextField
            select
            required
            label={say(common.round)}
            value={round?.id ?? ''}
            onChange={(event) => setRoundId(event.target.value)}
          >
            {rounds.map(({ id, name, movement }) => (
              <MenuItem key={id} value={id} sx={{ whiteSpace: 'normal' }}>
                {name} · {movementTitle(movement)}
              </MenuItem>
            ))}
          </TextField>
          {units.length > 1 && (
            <TextField
              select
              label={say(words.proposedBy)}
              value={unit}
              onChange={(event) => setUnit(event.target.value)}
            >
              {units.map((code) => (
                <MenuItem key={code} value={code}>
                  {unitName(code)}
                </MenuItem>
              ))}
            </TextField>
          )}
          {round && (
            <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap', gap: 1 }}>
              <SaveButton
                label={say(own.template)}
                path={`/rounds/${round.id}/nominee-list-template.xlsx`}
                name="danh-sach-de-nghi.xlsx"
              />
              <FileButton
                variant="contained"
                label={say(own.choose)}
                accept={listEndings.join()}
                busy={busy}
                onChoose={(chosen) => void send(chosen)}
              />
            </Stack>
          )}
          {busy && <Busy label={say(own.sending)} />}
          {failure !== null && <Failure failure={failure} />}
        </Stack>
      </Section>
      {file && round && (
        <Understood
          key={`${file.id} ${round.id} ${unit}`}
          file={file}
          roundId={round.id}
          proposingUnit={unit}
          unitName={unitName(unit)}
        />
      )}
    </Page>
  );
}
