import Button from '@mui/material/Button';
import { useContext } from 'react';
import { LanguageContext } from '../words/words.ts';

/** Names the other language in itself, as those who need it read it. */
export function LanguageSwitch({ color = 'primary' }: { color?: 'primary' | 'inherit' }) {
  const { language, choose } = useContext(LanguageContext);
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <Button color={color} lang={other} onClick={() => choose(other)}>
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </Button>
  );
}
