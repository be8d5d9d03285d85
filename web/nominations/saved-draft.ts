import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { sendTo } from '../client/client.ts';
import type { Nomination } from '../client/answers.ts';
import { useKept } from '../parts/kept.ts';
import { changesOf, valuesOf } from './draft.ts';
import type { DraftValues } from './draft.ts';

/** How long somebody has stopped typing before it is saved, in milliseconds. */
const TYPED_MS = 900;

type SaveState = { kind: 'asSaved' | 'unsaved' | 'saving' } | { kind: 'saved'; at: string };

/**
 * A draft that saves itself: what differs from what the service keeps is sent once somebody stops typing. What is
 * typed outlives a reload of the page until it has been saved.
 */
export function useSavedDraft(nomination: Nomination) {
  const queries = useQueryClient();
  const [values, keep, forget] = useKept<DraftValues>(`draft:${nomination.id}`, valuesOf(nomination));
  const [failure, setFailure] = useState<unknown>(null);
  const [state, setState] = useState<SaveState>({ kind: 'asSaved' });
  // The newest of what was typed and what is kept, for a save that begins later.
  const latest = useRef({ values, nomination });
  useEffect(() => {
    latest.current = { values, nomination };
  });

  const saveNow = () => void save();
  const save = async () => {
    const { values: typed, nomination: kept } = latest.current;
    const changes = changesOf(typed, kept);
    if (changes === null) {
      setState((before) => (before.kind === 'unsaved' ? { kind: 'asSaved' } : before));
      return;
    }
    setState({ kind: 'saving' });
    setFailure(null);
    try {
      await sendTo<Nomination>('PATCH', `/nominations/${kept.id}`, changes, { version: kept.version });
      await queries.invalidateQueries();
      if (latest.current.values === typed) forget();
      setState({
        kind: 'saved',
        at: new Date().toLocaleTimeString('vi', { hour: '2-digit', minute: '2-digit' }),
      });
    } catch (reason) {
      setFailure(reason);
      setState({ kind: 'unsaved' });
      // Somebody else changed it: the next save is over what he left.
      void queries.invalidateQueries();
    }
  };

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (name: string) => (value: unknown) => {
    keep({ ...latest.current.values, [name]: value });
    latest.current.values = { ...latest.current.values, [name]: value };
    setState({ kind: 'unsaved' });
    clearTimeout(timer.current);
    timer.current = setTimeout(saveNow, TYPED_MS);
  };
  return { values, set, state, failure, saveNow };
}
