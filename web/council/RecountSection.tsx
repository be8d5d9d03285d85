import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type { CouncilSession } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { Section } from '../parts/Page.tsx';
import { useSay } from '../words/words.ts';
import { faultNames, words } from './words.ts';

/** Whether all ballots are as they were cast: worked out again by the service each time this is shown. */
export function RecountSection({ session: { id, items } }: { session: CouncilSession }) {
  const say = useSay();
  const counted = hooks.useQuery('get', '/council-sessions/{id}/recount', { params: { path: { id } } }).data;
  if (!counted) return null;
  const { boxes, commitment, carriedOver, faults } = counted;
  const nameOf = (nominationId: string | null) =>
    items.find((item) => item.nominationId === nominationId)?.name ?? '';
  const splitOf = ({ nominationId, ballot }: (typeof faults)[number]) => {
    const box = boxes.find((one) => one.nominationId === nominationId && one.ballot === ballot);
    if (!box?.committed) return '';
    const { committed, choices } = box;
    const [castYes, castNo, castBlank] = [committed.approve, committed.disapprove, committed.abstain];
    const [yes, no, blank] = [choices.approve, choices.disapprove, choices.abstain];
    return `: ${say(words.recountLine, { castYes, castNo, castBlank, yes, no, blank })}`;
  };
  return (
    <Section title={say(words.recount)}>
      {faults.length > 0 ? (
        <Alert severity="error">
          {say(words.recountFaults)}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {faults.map((one) => (
              <li key={`${one.fault} ${one.nominationId} ${one.ballot}`}>
                {say(faultNames[one.fault] ?? words.recount)}
                {one.nominationId !== null && ` – ${nameOf(one.nominationId)}`}
                {splitOf(one)}
              </li>
            ))}
          </Box>
        </Alert>
      ) : (
        <Alert severity="success">
          {commitment
            ? say(words.recountHolds, {
                // What was annulled, or taken off in the middle of the vote, is committed to and never counted.
                ballots: boxes.reduce((sum, { ballots }) => sum + ballots, 0),
                boxes: boxes.length,
                entry: commitment.entry,
              })
            : say(words.recountNone)}
          {carriedOver > 0 && <Box>{say(words.carriedOver, { n: carriedOver })}</Box>}
        </Alert>
      )}
    </Section>
  );
}
