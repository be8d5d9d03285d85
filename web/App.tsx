import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { RouterProvider } from 'react-router';
import { Problem } from './client/problem.ts';
import { router } from './routes.tsx';
import { themeOf } from './theme.ts';
import { keepLanguage, keptLanguage, LanguageContext } from './words/words.ts';
import type { Language } from './words/words.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const styles = createCache({ key: 'css', ...(nonce ? { nonce } : {}) });
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // Asked for also where the browser thinks that there is no network: what is shown is then said to be old.
      networkMode: 'always',
      // A refusal stays one; what got no answer is tried again.
      retry: (count, failure) => !(failure instanceof Problem && failure.status < 500) && count < 3,
    },
  },
});

export function App() {
  const [language, setLanguage] = useState<Language>(() => {
    const asked = new URLSearchParams(location.search).get('lang');
    const chosen = asked === 'en' || asked === 'vi' ? asked : keptLanguage();
    keepLanguage(chosen);
    return chosen;
  });
  const choice = useMemo(
    () => ({
      language,
      choose(next: Language) {
        keepLanguage(next);
        setLanguage(next);
        // The service words its answers too.
        void queries.invalidateQueries();
      },
    }),
    [language],
  );
  const theme = useMemo(() => themeOf(language), [language]);
  return (
    <CacheProvider value={styles}>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        <LanguageContext value={choice}>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </LanguageContext>
      </ThemeProvider>
    </CacheProvider>
  );
}
