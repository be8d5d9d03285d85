import Alert from '@mui/material/Alert';
import Snackbar from '@mui/material/Snackbar';
import { createContext, useContext, useState } from 'react';
import type { ReactNode } from 'react';

const ToldContext = createContext<(text: string) => void>(() => undefined);

/** Says in passing that something was done. */
export const useTell = () => useContext(ToldContext);

export function Told({ children }: { children: ReactNode }) {
  const [text, setText] = useState<string | null>(null);
  return (
    <ToldContext value={setText}>
      {children}
      <Snackbar
        open={text !== null}
        autoHideDuration={6_000}
        onClose={() => setText(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      >
        <Alert severity="success" variant="filled" onClose={() => setText(null)}>
          {text}
        </Alert>
      </Snackbar>
    </ToldContext>
  );
}
