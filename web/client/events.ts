import { useQueryClient } from '@tanstack/react-query';
import type { Query, QueryObserverOptions } from '@tanstack/react-query';
import { useEffect } from 'react';

/**
 * Shows what others do without reloading: whatever the service says has changed, what is on the screen is asked for
 * anew. While the stream is down the browser tries again by itself, and what is shown is looked at now and then.
 */
export function useLiveData(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stream = new EventSource('/api/v1/events');
    // Units and the calendar, say, are asked for once, until something of the kind has changed.
    const moves = (query: Query) => (query.options as QueryObserverOptions).staleTime !== Infinity;
    const lookAgain = () => void queries.invalidateQueries({ predicate: moves });
    const lookAtAll = () => void queries.invalidateQueries();
    stream.addEventListener('changed', lookAgain);
    stream.addEventListener('organization', lookAtAll);
    // After a break anything may have happened meanwhile.
    let broken = false;
    stream.addEventListener('error', () => {
      broken = true;
    });
    stream.addEventListener('open', () => {
      (broken ? lookAtAll : lookAgain)();
      broken = false;
    });
    const timer = setInterval(() => stream.readyState !== EventSource.OPEN && lookAgain(), LOOK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      stream.close();
    };
  }, [queries]);
}

const LOOK_AGAIN_MS = 15_000;
