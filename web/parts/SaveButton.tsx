import FileDownload from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { Failure } from './Failure.tsx';
import { saveFile } from './files.ts';

/** Downloads a paper that the service makes: minutes, tờ trình, lists. */
export function SaveButton({ label, path, name }: { label: string; path: string; name: string }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = async () => {
    setBusy(true);
    setFailure(null);
    await saveFile(path, name).catch(setFailure);
    setBusy(false);
  };
  return (
    <>
      <Button variant="outlined" startIcon={<FileDownload />} loading={busy} onClick={() => void save()}>
        {label}
      </Button>
      {failure !== null && <Failure failure={failure} />}
    </>
  );
}
