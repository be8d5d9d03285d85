import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { upload } from '../client/client.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { FileButton } from './FileButton.tsx';
import { Failure } from './Failure.tsx';

interface Props {
  label: string;
  required?: boolean;
  /** The id of the file that was kept, or empty. */
  value: string;
  onChange: (id: string) => void;
  error?: string | undefined;
}

/** A paper that an act names: kept by the service as soon as it is chosen. */
export function FileField({ label, required = false, value, onChange, error }: Props) {
  const say = useSay();
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File) => {
    setBusy(true);
    setFailure(null);
    try {
      onChange(await upload(file));
      setName(file.name);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <FileButton
          label={`${label}${required ? ' *' : ''}`}
          busy={busy}
          onChoose={(file) => void take(file)}
        />
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {value === '' ? say(common.none) : name || say(common.file)}
        </Typography>
      </Box>
      {error !== undefined && (
        <Typography variant="body2" sx={{ color: 'error.main' }}>
          {error}
        </Typography>
      )}
      {failure !== null && <Failure failure={failure} />}
    </Box>
  );
}
