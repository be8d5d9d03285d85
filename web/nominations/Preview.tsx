import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { bytesOf } from '../client/client.ts';
import { saveFile } from '../parts/files.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

interface Props {
  name: string;
  type: string;
  address: string;
  onClose: () => void;
}

/** A document from the bytes that were fetched: the service serves it as an attachment, so that nothing runs from it. */
export function Preview({ name, type, address, onClose }: Props) {
  const say = useSay();
  const narrow = useMediaQuery('(max-width:700px)');
  const query = useQuery({
    queryKey: ['bytes', address],
    queryFn: () => bytesOf(address),
    staleTime: Infinity,
  });
  return (
    <Dialog open fullWidth fullScreen={narrow} maxWidth="lg" onClose={onClose} aria-labelledby="preview-name">
      <DialogTitle id="preview-name" sx={{ overflowWrap: 'anywhere' }}>
        {name}
      </DialogTitle>
      <DialogContent>
        <Loaded query={query}>{(bytes) => <Shown bytes={bytes} type={type} name={name} />}</Loaded>
      </DialogContent>
      <DialogActions>
        <Button onClick={() => void saveFile(address, name)}>{say(common.download)}</Button>
        <Button onClick={onClose}>{say(common.close)}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Shown({ bytes, type, name }: { bytes: Blob; type: string; name: string }) {
  const say = useSay();
  const address = useMemo(() => URL.createObjectURL(new Blob([bytes], { type })), [bytes, type]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  if (type.startsWith('image/'))
    return <Box component="img" src={address} alt={name} sx={{ maxWidth: '100%' }} />;
  if (type === 'application/pdf')
    return (
      <Box component="iframe" src={address} title={name} sx={{ width: '100%', height: '72vh', border: 0 }} />
    );
  return <>{say(words.noPreview)}</>;
}
