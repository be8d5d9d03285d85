import { createContext, useContext } from 'react';
import type { Language, Words } from '../../domain/texts.ts';
import { languageSlot } from '../client/slots.ts';

export type { Language, Words };

/** The language a person chose, and how to choose another. */
export const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'vi',
  choose: () => undefined,
});
export const useLanguage = (): Language => useContext(LanguageContext).language;

/** Fills `{name}` in a text, and `{name:one|more}` by whether it is one: English asks for it. */
export const filled = (text: string, values: Record<string, string | number> = {}): string =>
  text
    .replace(/\{(\w+):([^|}]*)\|([^}]*)\}/g, (_all, name: string, one: string, more: string) =>
      values[name] === 1 ? one : more,
    )
    .replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));

/** As at the beginning of a line. */
export const begunLarge = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

export type Say = (words: Words, values?: Record<string, string | number>) => string;

/** Says words in the language of the page. */
export function useSay(): Say {
  const language = useLanguage();
  return (words, values) => filled(words[language], values);
}

export const keptLanguage = (): Language => (languageSlot.get() === 'en' ? 'en' : 'vi');
export function keepLanguage(language: Language): void {
  languageSlot.set(language);
  document.documentElement.lang = language;
}
