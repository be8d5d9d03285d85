import Box from '@mui/material/Box';
import { Fragment } from 'react';

/** Longer than this a word is no code, and may have to be broken on a telephone. */
const LONGEST = 20;
const isCode = (word: string) => word.length <= LONGEST && /\S[-/]\S/.test(word);

/** Text in which codes and numbers of papers (CCHC-GK-0001, 46/QĐ-SKHCN) stay on one line. */
export function Unbroken({ text }: { text: string }) {
  return text.split(/(\s+)/).map((word, i) =>
    isCode(word) ? (
      <Box component="span" key={i} sx={{ whiteSpace: 'nowrap' }}>
        {word}
      </Box>
    ) : (
      <Fragment key={i}>{word}</Fragment>
    ),
  );
}

/** What stands under a name in a list, quieter than the name. */
export function Under({ text }: { text: string }) {
  return (
    <Box sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>
      <Unbroken text={text} />
    </Box>
  );
}
