import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { forgetIntent } from '../client/intent.ts';
import { isUncertain } from '../client/problem.ts';
import { Failure } from '../parts/Failure.tsx';
import { FileButton } from '../parts/FileButton.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { perform } from './perform.ts';

interface Props {
  label: string;
  /** Where it is sent, under /api/v1. */
  path: string;
  /** Which paper of the dossier it is. */
  kind?: string;
  then?: () => void;
}

/** Adds a file to a dossier; one that got no answer is sent again as the same act, so that it is added once. */
export function AddFile({ label, path, kind, then }: Props) {
  const say = useSay();
  const queries = useQueryClient();
  const [failed, setFailed] = useState<{ failure: unknown; form: FormData } | null>(null);
  const [busy, setBusy] = useState(false);
  const intent = `file:${path}`;
  const send = async (form: FormData) => {
    setBusy(true);
    setFailed(null);
    try {
      await perform(intent, path, form);
      await queries.invalidateQueries();
      then?.();
    } catch (failure) {
      setFailed({ failure, form });
    } finally {
      setBusy(false);
    }
  };
  const add = (file: File) => {
    forgetIntent(intent);
    const form = new FormData();
    if (kind !== undefined) form.set('kind', kind);
    form.set('file', file);
    void send(form);
  };
  return (
    <>
      <FileButton label={label} busy={busy} onChoose={add} />
      {failed && (
        <Failure
          failure={failed.failure}
          ofAct
          action={
            isUncertain(failed.failure) && (
              <Button color="inherit" onClick={() => void send(failed.form)}>
                {say(common.retry)}
              </Button>
            )
          }
        />
      )}
    </>
  );
}
