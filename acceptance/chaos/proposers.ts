import type { NominationView } from '../demo/story.ts';
import { dossier, draftOf } from '../demo/story.ts';
import { pdf } from '../demo/story.ts';
import type { Chance } from './chance.ts';
import { intentionOf } from './intentions.ts';
import type { Stubborn } from './stubborn.ts';
import { look, seen } from './town.ts';
import type { Town } from './town.ts';

const reason = 'Đơn vị xem lại thành tích.';
/** What is proposed in one window in a round. */
const IN_A_ROUND = 8;

/** What an officer of a unit does next: drafts, completes the dossier, submits, amends what came back. */
export function officerOf(
  town: Town,
  client: Stubborn,
  chance: Chance,
  unit: string,
  window: number,
): () => Promise<void> {
  let drafted = 0;
  const inRound = new Map<string, number>();
  const draft = async () => {
    drafted += 1;
    inRound.set(town.round, (inRound.get(town.round) ?? 0) + 1);
    const intention = intentionOf(town.seed, unit, 2 * drafted + window);
    const answer = await client.post<NominationView>('/nominations', draftOf(town.round, intention.subject));
    if (answer.status !== 201) return;
    const { id } = answer.body;
    town.cases.set(id, intention);
    for (const kind of dossier)
      await client.upload(
        `/nominations/${id}/documents`,
        { name: `${kind}.pdf`, bytes: pdf(kind) },
        { kind },
      );
    if (intention.submittedBy === 'officer') await client.post(`/nominations/${id}/actions/submit`);
  };
  return async () => {
    if ((inRound.get(town.round) ?? 0) < IN_A_ROUND && chance.inHundred(75)) return draft();
    const here = await seen(client, `stage=unit-proposal&unit=${unit}`);
    if (here.length === 0) return;
    const { id } = chance.oneOf(here);
    const view = await look(client, id);
    if (!view?.allowedActions.includes('submit')) return;
    const intention = town.cases.get(id);
    // Still without an answer in the other window.
    if (!intention) return;
    const { amended, submittedBy } = intention;
    const wanted = view.waiting?.why === 'unit-amends' ? amended : submittedBy !== 'nobody';
    if (wanted) await client.post(`/nominations/${id}/actions/submit`);
  };
}

/** What a head of a unit does next: submits too where both do, and takes back what is not wanted any more. */
export function headOf(town: Town, client: Stubborn, chance: Chance, unit: string): () => Promise<void> {
  return async () => {
    const drafts = await seen(client, `stage=unit-proposal&unit=${unit}`);
    const both = drafts.find(({ id }) => town.cases.get(id)?.submittedBy === 'both');
    if (both) await client.post(`/nominations/${both.id}/actions/submit`);
    if (!chance.inHundred(20)) return;
    const open = await seen(client, `unit=${unit}`);
    const unwanted = open.filter(({ id, stage }) => stage !== 'closed' && town.cases.get(id)?.withdrawn);
    if (unwanted.length === 0) return;
    await client.post(`/nominations/${chance.oneOf(unwanted).id}/actions/withdraw`, { reason });
  };
}
