import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { sendTo } from '../client/client.ts';
import { isUncertain } from '../client/problem.ts';
import { serviceTime } from '../client/service-time.ts';
import type { Nomination } from '../client/answers.ts';
import { takenOver, typedIn, useTyped } from '../acts/typed.ts';
import { changesOf, valuesOf } from './draft.ts';

/** How long somebody has stopped typing before it is saved, in milliseconds. */
const TYPED_MS = 900;
/** When a save that got no answer is tried again. */
const AGAIN_MS = 5_000;

type SaveState = { kind: 'asSaved' | 'unsaved' | 'saving' } | { kind: 'saved'; at: string };

/**
 * A draft that saves itself: what differs from what the service keeps is sent once somebody stops typing. What is
 * typed outlives a reload of the page until it has been saved. What a colleague changes meanwhile appears where
 * nothing was typed; where something was, nothing is saved until it has been seen (`changed`, `goOn`, `startOver`).
 * While no answer comes it is tried again.
 */
export function useSavedDraft(nomination: Nomination) {
  const queries = useQueryClient();
  const now = { values: valuesOf(nomination) };
  const typed = useTyped(`draft:${nomination.id}`, now);
  const [failure, setFailure] = useState<unknown>(null);
  const [state, setState] = useState<SaveState>({ kind: 'asSaved' });
  // What comes with the answer to a save is no colleague's.
  const changed =
    state.kind === 'saving' ? [] : typed.changed.filter((key) => typedIn(typed.begun).includes(key));
  const begun = changed.length === 0 ? takenOver(typed.begun, now) : typed.begun;
  // The newest of what was typed and what is kept, for a save that begins later.
  const latest = useRef({ begun, nomination, changed });
  useEffect(() => {
    latest.current = { begun, nomination, changed };
  });

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const saveNow = () => void save();
  const saveIn = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(saveNow, ms);
  };
  const save = async () => {
    const { begun: sent, nomination: kept, changed: unseen } = latest.current;
    if (unseen.length > 0) return;
    const changes = changesOf(sent.values, kept);
    if (changes === null) {
      setState((before) => (before.kind === 'unsaved' ? { kind: 'asSaved' } : before));
      return;
    }
    setState({ kind: 'saving' });
    setFailure(null);
    try {
      const answer = await sendTo<Nomination>('PATCH', `/nominations/${kept.id}`, changes, {
        version: kept.version,
      });
      await queries.invalidateQueries();
      const next = { start: { values: valuesOf(answer) }, values: latest.current.begun.values };
      typed.keep(next);
      if (typedIn(next).length === 0) typed.forget();
      setState({
        kind: 'saved',
        at: serviceTime().toISOString(),
      });
    } catch (reason) {
      setFailure(reason);
      setState({ kind: 'unsaved' });
      if (isUncertain(reason)) saveIn(AGAIN_MS);
      // Somebody else changed it: the next save is over what he left.
      void queries.invalidateQueries();
    }
  };

  const saveSoon = () => {
    setState({ kind: 'unsaved' });
    saveIn(TYPED_MS);
  };
  const set = (name: string) => (value: unknown) => {
    const before = latest.current.begun;
    const next = { ...before, values: { ...before.values, [name]: value } };
    latest.current.begun = next;
    typed.keep(next);
    saveSoon();
  };
  const goOn = () => {
    typed.goOn();
    saveSoon();
  };
  return {
    values: begun.values,
    set,
    state,
    failure,
    saveNow,
    changed,
    now,
    goOn,
    startOver: typed.startOver,
  };
}
