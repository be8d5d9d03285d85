import { setCurrentDetails } from '@temporalio/workflow';
import type { PathState, TimetableEntry } from '../../../domain/path.ts';

/** Wrong on purpose: search attributes that open paths have written are not written any more. */
export function showInUi(state: PathState): void {
  setCurrentDetails(state.stage);
}

export const describeTimer = ({ kind }: TimetableEntry): string => kind;
