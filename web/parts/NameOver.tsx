import Box from '@mui/material/Box';

/** A name in a list to choose from, over what tells it from another of the same name. */
export function NameOver({ children, under }: { children: string; under: string }) {
  return (
    <span>
      {children}{' '}
      <Box component="span" sx={{ display: 'block', fontSize: '0.8rem', color: 'text.secondary' }}>
        {under}
      </Box>
    </span>
  );
}
