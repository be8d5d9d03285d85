import Box from '@mui/material/Box';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { SaveButton } from './SaveButton.tsx';

/** A list as .xlsx, for those who go on in Excel: all of it under its filters and in its order, as the service writes it. */
export function SheetButton({ path, name }: { path: string; name: string }) {
  const say = useSay();
  return (
    <Box className="no-print" sx={{ p: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <SaveButton label={say(common.sheet)} path={path} name={name} />
    </Box>
  );
}
