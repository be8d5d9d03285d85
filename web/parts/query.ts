import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Filters that stay in the address, so that a list can be sent on, kept and come back to. */
export function useAddressFilters(): [
  get: (name: string) => string,
  set: (name: string, value: string) => void,
] {
  const [params, setParams] = useSearchParams();
  const get = (name: string) => params.get(name) ?? '';
  const set = useCallback(
    (name: string, value: string) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === '') after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [get, set];
}
