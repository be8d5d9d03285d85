import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { CouncilSession } from '../client/answers.ts';
import { client } from '../client/client.ts';
import { useUser } from '../session/session.ts';
import { useSay } from '../words/words.ts';
import { hashOf, receiptsOf } from './receipts.ts';
import type { Voted } from './receipts.ts';
import { words } from './words.ts';

/** Whether each vote that was cast on this device is in the box, by its receipt. */
export function Receipts({ session: { id, items, toVote } }: { session: CouncilSession }) {
  const say = useSay();
  const { username } = useUser();
  const isOpen = ({ nominationId, ballot }: Voted) =>
    toVote.includes(nominationId) &&
    items.some((item) => item.nominationId === nominationId && item.ballot === ballot);
  const cast = receiptsOf(id, username).filter((one) => !isOpen(one));
  const query = useQuery({
    queryKey: ['receipts', id, cast.length],
    enabled: cast.length > 0,
    queryFn: async () => {
      const { data } = await client.GET('/council-sessions/{id}/receipts', { params: { path: { id } } });
      const box = new Set(data?.items.map(({ receiptHash }) => receiptHash));
      return Promise.all(cast.map(async (one) => ({ ...one, inBox: box.has(await hashOf(one.receipt)) })));
    },
  });
  if (cast.length === 0) return null;
  return (
    <Alert severity="success" sx={{ mb: 2 }}>
      <strong>{say(toVote.length === 0 ? words.allVoted : words.receipts)}</strong>
      <Box sx={{ mb: 0.5 }}>{say(words.receiptsHelp)}</Box>
      {query.data?.map(({ nominationId, ballot, receipt, inBox }) => (
        <Box key={receipt} sx={{ overflowWrap: 'anywhere' }}>
          {items.find((item) => item.nominationId === nominationId)?.name}
          {ballot > 1 && ` (${say(words.ballotNo, { n: ballot })})`}: <code>{receipt}</code> (
          {say(inBox ? words.inBox : words.notInBox)})
        </Box>
      ))}
    </Alert>
  );
}
