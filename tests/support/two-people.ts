import type { Answer, ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';

interface Pending {
  pending: { id: string }[];
}

/** What one has asked for is confirmed by another. @throws where it waits for nobody */
export async function confirmed(second: ApiClient, asked: Answer<Partial<Pending>>): Promise<void> {
  const { pending = [] } = story.good(asked, 202);
  if (pending.length === 0) throw new Error('nothing waits for a second person');
  for (const { id } of pending) story.good(await second.post(`/pending-changes/${id}/actions/confirm`));
}
