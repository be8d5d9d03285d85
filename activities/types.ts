import type { PathRef, PathState, RecordAnswer, Recording, TimetableEntry } from '../domain/path.ts';

/** What a path asks of the record. Each can run twice and counts once. */
export interface RecordActivities {
  /** @throws ApplicationFailure `not-found` */
  loadPath(path: PathRef, at: string): Promise<PathState>;
  /** @throws ApplicationFailure with a problem code as its type where a rule says no */
  recordAct(recording: Recording & { actId: string; kind: string }): Promise<RecordAnswer>;
  recordTimer(recording: Recording & { entry: TimetableEntry }): Promise<RecordAnswer>;
  /** Records the oldest piece of news for this path. */
  recordNews(recording: Recording): Promise<RecordAnswer>;
}

export interface TellActivities {
  /** Signals `look` to every path this one has news for; one that does not answer holds up no other. */
  tellOthers(path: PathRef): Promise<void>;
}
