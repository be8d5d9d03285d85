/** One way in which the service refuses. */
export interface Problem {
  status: number;
  /** Whether the same request may succeed later without being changed. */
  retryable: boolean;
  /** What is the matter, in one sentence that no other problem or cause has. */
  vi: string;
  en: string;
  /** When it is thrown. */
  when: string;
  /** How whoever asked gets on. */
  wayOut: { vi: string; en: string };
}
