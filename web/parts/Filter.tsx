import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { TYPED_MS } from './settled.ts';

export function Filters({ children }: { children: ReactNode }) {
  return (
    <Box
      component="search"
      className="no-print"
      sx={{ display: 'grid', gap: 1, mb: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}
    >
      {children}
    </Box>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: [value: string, name: string][];
  onChange: (value: string) => void;
}

/** One of several; "all" is the empty value. */
export function FilterChoice({ label, value, options, onChange }: ChoiceProps) {
  const say = useSay();
  return (
    <TextField
      select
      label={label}
      value={options.some(([code]) => code === value) ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{say(common.all)}</MenuItem>
      {options.map(([code, name]) => (
        <MenuItem key={code} value={code}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** What is typed is written a moment later; what the address says otherwise, by the menu or Back, is taken over. */
export function FilterText({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const [written, setWritten] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // Its own writing comes back as well, when more may have been typed.
    if (value !== written) {
      setTyped(value);
      setWritten(value);
    }
  }
  useEffect(() => {
    if (typed === written) return;
    const timer = setTimeout(() => {
      setWritten(typed);
      onChange(typed);
    }, TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed, written, onChange]);
  return (
    <TextField
      type="search"
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}
    />
  );
}
