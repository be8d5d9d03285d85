import { useEffect, useState } from 'react';

/** How long somebody has stopped typing before what he typed is asked for, in milliseconds. */
export const TYPED_MS = 300;

/** A value, once it has stopped changing. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
