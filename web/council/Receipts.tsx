import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { CouncilSession } from '../client/answers.ts';
import { client } from '../client/client.ts';
import { useSay } from '../words/words.ts';
import { hashOf, receiptsOf } from './receipts.ts';
import type { Voted } from './receipts.ts';
import { words } from './words.ts';

/** Whether each vote that was cast on this device is in the box, by its receipt; of a secret ballot once it is closed. */
export function Receipts({ session }: { session: CouncilSession }) {
  const say = useSay();
  const { id, items, ballot, state, toVote } = session;
  const itemOf = ({ nominationId, ballot: nth }: Voted) =>
    items.find((item) => item.nominationId === nominationId && item.ballot === nth);
  const isOpen = (one: Voted) => toVote.includes(one.nominationId) && itemOf(one) !== undefined;
  const cast = receiptsOf(id).filter((one) => !isOpen(one));
  const query = useQuery({
    queryKey: ['receipts', id, state, cast.length],
    enabled: cast.length > 0,
    queryFn: async () => {
      const { data } = await client.GET('/council-sessions/{id}/receipts', { params: { path: { id } } });
      const box = new Set(data?.items.map(({ receiptHash }) => receiptHash));
      return Promise.all(cast.map(async (one) => ({ ...one, inBox: box.has(await hashOf(one.receipt)) })));
    },
  });
  if (cast.length === 0) return null;
  const isAnnulled = (one: Voted) =>
    items.some(
      ({ nominationId, annulled }) =>
        nominationId === one.nominationId && annulled.some(({ ballot: nth }) => nth === one.ballot),
    );
  const stateOf = (one: Voted, inBox: boolean) =>
    isAnnulled(one) ? words.ofAnnulled : inBox ? words.inBox : runs(one) ? words.taken : words.notInBox;
  const runs = (one: Voted) => ballot === 'secret' && itemOf(one)?.state === 'listed';
  return (
    <Alert severity="success" sx={{ mb: 2 }}>
      <strong>{say(toVote.length === 0 ? words.allVoted : words.receipts)}</strong>
      <Box sx={{ mb: 0.5 }}>
        {say(words.receiptsHelp)} {cast.some(runs) && say(words.receiptsLater)}
      </Box>
      {query.data?.map(({ receipt, inBox, ...one }) => (
        <Box key={receipt} sx={{ overflowWrap: 'anywhere' }}>
          {items.find((item) => item.nominationId === one.nominationId)?.name}
          {one.ballot > 1 && ` (${say(words.ballotNo, { n: one.ballot })})`}: <code>{receipt}</code> (
          {say(stateOf(one, inBox))})
        </Box>
      ))}
    </Alert>
  );
}
