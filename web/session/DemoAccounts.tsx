import ExpandMore from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { roleNames } from '../../domain/texts.ts';
import { client, hooks } from '../client/client.ts';
import type { AnswerOf, User } from '../client/answers.ts';
import { Failure } from '../parts/Failure.tsx';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

type Account = AnswerOf<'/session/demo'>['accounts'][number];

/**
 * As whom a visitor may try the service, by organization. Nothing where the service doesn't offer it, as in production.
 * The passwords stay with the service.
 */
export function DemoAccounts({ then }: { then: (user: User) => void }) {
  const say = useSay();
  const { data } = hooks.useQuery('get', '/session/demo', {}, { staleTime: Infinity, retry: false });
  const [failure, setFailure] = useState<unknown>(null);
  const enter = async (username: string) => {
    setFailure(null);
    try {
      const answer = await client.POST('/session/demo', { body: { username } });
      if (answer.data) then(answer.data.user);
    } catch (reason) {
      setFailure(reason);
    }
  };
  const accounts = data?.accounts ?? [];
  if (accounts.length === 0) return null;
  return (
    <Paper sx={{ mt: 2, p: 3 }}>
      <Typography component="h2" variant="h2">
        {say(words.tryAs)}
      </Typography>
      <Typography variant="body2" sx={{ mt: 0.5, mb: 1.5, color: 'text.secondary' }}>
        {say(words.tryAsWhy)}
      </Typography>
      {failure !== null && <Failure failure={failure} />}
      {[...byOrganization(accounts)].map(([code, people], place) => (
        <Accordion
          key={code}
          variant="outlined"
          disableGutters
          defaultExpanded={place === 0}
          slotProps={{ heading: { component: 'h3' } }}
        >
          <AccordionSummary expandIcon={<ExpandMore />}>
            <Typography component="span" sx={{ fontWeight: 600 }}>
              {people[0]?.organization.name}
            </Typography>
          </AccordionSummary>
          <AccordionDetails sx={{ p: 0 }}>
            <List dense disablePadding>
              {people.map((account) => (
                <ListItem key={account.username} disablePadding>
                  <ListItemButton onClick={() => void enter(account.username)}>
                    <ListItemText
                      primary={say(roleNames[account.role])}
                      secondary={`${account.unit.name} · ${account.displayName}`}
                    />
                  </ListItemButton>
                </ListItem>
              ))}
            </List>
          </AccordionDetails>
        </Accordion>
      ))}
    </Paper>
  );
}

function byOrganization(accounts: readonly Account[]): Map<string, Account[]> {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) {
    const { code } = account.organization;
    groups.set(code, [...(groups.get(code) ?? []), account]);
  }
  return groups;
}
