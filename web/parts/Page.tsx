import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useEffect, useId } from 'react';
import type { ReactNode } from 'react';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { Unbroken } from './Unbroken.tsx';

export function usePageTitle(title: string): void {
  const say = useSay();
  useEffect(() => {
    document.title = `${title} · ${say(common.service)}`;
  });
}

interface PageProps {
  title: string;
  /** Beside the title: what may be done here. */
  acts?: ReactNode;
  under?: ReactNode;
  children: ReactNode;
}

export function Page({ title, acts, under, children }: PageProps) {
  usePageTitle(title);
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'flex-start', mb: 1.5 }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Typography component="h1" variant="h1" sx={{ overflowWrap: 'anywhere' }}>
            <Unbroken text={title} />
          </Typography>
          {under !== undefined && <Box sx={{ color: 'text.secondary', mt: 0.25 }}>{under}</Box>}
        </Box>
        {acts !== undefined && (
          <Box className="no-print" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {acts}
          </Box>
        )}
      </Box>
      {children}
    </>
  );
}

interface SectionProps {
  title: string;
  acts?: ReactNode;
  /** Content that brings its own edges, as a table does. */
  flush?: boolean;
  /** There to be worked with: nothing for paper. */
  toPress?: boolean;
  children: ReactNode;
}

export function Section({ title, acts, flush = false, toPress = false, children }: SectionProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      aria-labelledby={id}
      className={toPress ? 'no-print' : ''}
      sx={{ mb: 2, overflow: 'hidden' }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, pt: 1.25, pb: flush ? 1 : 0 }}>
        <Typography id={id} component="h2" variant="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {acts}
      </Box>
      <Box sx={flush ? {} : { px: 2, pb: 2, pt: 1.5 }}>{children}</Box>
    </Paper>
  );
}

/** Labels beside values. */
export function Facts({ rows }: { rows: [label: string, value: ReactNode][] }) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'minmax(120px, 180px) 1fr' },
        m: 0,
        columnGap: 2,
        rowGap: { xs: 0, sm: 0.75 },
      }}
    >
      {rows.map(([label, value]) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {label}
          </Box>
          <Box
            component="dd"
            sx={{ m: 0, mb: { xs: 1, sm: 0 }, overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}
          >
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
