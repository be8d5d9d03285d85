import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { isUncertain } from '../client/problem.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { Failure } from './Failure.tsx';

interface Props {
  label: string;
  /** Why it could not be done the last time; it may then be tried again under the same key. */
  failure: unknown;
  busy: boolean;
  disabled: boolean;
  /** The name of a field, by its path in what is sent. */
  nameOf?: (path: string) => string | undefined;
}

/** The end of a form on a page: what went wrong, and the button that sends it. */
export function Submit({ label, failure, busy, disabled, nameOf }: Props) {
  const say = useSay();
  return (
    <>
      {failure !== null && (
        <Box sx={{ mb: 2 }}>
          <Failure failure={failure} ofAct nameOf={nameOf} />
        </Box>
      )}
      <Button type="submit" variant="contained" size="large" loading={busy} disabled={disabled}>
        {isUncertain(failure) ? say(common.retry) : label}
      </Button>
    </>
  );
}
