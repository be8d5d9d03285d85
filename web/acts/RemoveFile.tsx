import Button from '@mui/material/Button';
import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import { useState } from 'react';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { ActDialog } from './ActDialog.tsx';
import type { ActForm } from './form.ts';

const form: ActForm<string> = {
  label: { vi: 'Bỏ tài liệu', en: 'Remove the document' },
  tone: 'error',
  follows: (name) => ({
    vi: `“${name}” không còn trong hồ sơ. Nếu đã gửi trước đây thì vẫn được lưu trong lần gửi đó.`,
    en: `“${name}” is no longer in the dossier. What was handed in with it before stays as it was.`,
  }),
  fields: {},
};

/** Takes a file out of a dossier that is still in the hands of whoever put it in. */
export function RemoveFile({ name, path }: { name: string; path: string }) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button
        color="error"
        startIcon={<DeleteOutline />}
        onClick={() => setAsked(true)}
        aria-label={`${say(common.remove)}: ${name}`}
      >
        {say(common.remove)}
      </Button>
      {asked && (
        <ActDialog form={form} view={name} path={path} method="DELETE" onClose={() => setAsked(false)} />
      )}
    </>
  );
}
