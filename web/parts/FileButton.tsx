import AttachFile from '@mui/icons-material/AttachFile';
import Button from '@mui/material/Button';
import { useRef } from 'react';
import { acceptedFiles } from '../../domain/media-types.ts';

interface Props {
  label: string;
  /** Endings that may be chosen; those of a dossier unless told. */
  accept?: string;
  busy?: boolean;
  variant?: 'outlined' | 'contained';
  onChoose: (file: File) => void;
}

/** A button that asks for a file. */
export function FileButton({
  label,
  accept = Object.values(acceptedFiles).flat().join(),
  busy = false,
  variant = 'outlined',
  onChoose,
}: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant={variant}
        startIcon={<AttachFile />}
        loading={busy}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again.
          event.target.value = '';
          if (file) onChoose(file);
        }}
      />
    </>
  );
}
