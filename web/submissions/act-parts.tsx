import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { PartProps } from '../acts/form.ts';
import type { Submission } from '../client/answers.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import type { Words } from '../words/words.ts';

type Part = PartProps<Submission>;
/** What is decided on together. */
export interface Listed {
  items: { id: string; code: string; subject: { name: string } }[];
}
interface Choosing {
  view: Listed;
  outcomes: Record<string, Words>;
  /** The outcome that needs no reason. */
  good: string;
  of: (id: string) => { outcome: string; reason: string };
  put: (id: string, outcome: string, reason: string) => void;
}

/** An outcome for each nomination of the list, with a reason where it isn't the good one. */
function Outcomes({ view, outcomes, good, of, put }: Choosing) {
  const say = useSay();
  return (
    <Stack spacing={1.5}>
      {view.items.map(({ id, code, subject }) => {
        const { outcome, reason } = of(id);
        return (
          <Box key={id}>
            <TextField
              select
              label={`${subject.name} · ${code}`}
              value={outcome}
              onChange={(event) => put(id, event.target.value, reason)}
            >
              {Object.entries(outcomes).map(([value, name]) => (
                <MenuItem key={value} value={value}>
                  {say(name)}
                </MenuItem>
              ))}
            </TextField>
            {outcome !== good && (
              <TextField
                required
                sx={{ mt: 1 }}
                label={say(common.reason)}
                value={reason}
                onChange={(event) => put(id, outcome, event.target.value)}
              />
            )}
          </Box>
        );
      })}
    </Stack>
  );
}

interface Answer {
  id: string;
  outcome: string;
  reason?: string;
}

export function AnswersPart({ view, values, change }: Part) {
  const items = (values.items ?? []) as Answer[];
  return (
    <Outcomes
      view={view}
      good="approve"
      outcomes={{
        approve: { vi: 'Đồng ý', en: 'Approve' },
        return: { vi: 'Trả lại để bổ sung', en: 'Return' },
        reject: { vi: 'Không đồng ý', en: 'Reject' },
      }}
      of={(id) => ({ outcome: 'approve', reason: '', ...items.find((item) => item.id === id) })}
      put={(id, outcome, reason) =>
        change({
          ...values,
          items: [
            ...items.filter((item) => item.id !== id),
            { id, outcome, ...(reason === '' ? {} : { reason }) },
          ],
        })
      }
    />
  );
}

export interface Refused {
  id: string;
  reason: string;
}

export function AwardedPart({ view, values, change }: PartProps<Listed>) {
  const awarded = (values.awarded ?? []) as string[];
  const refused = (values.refused ?? []) as Refused[];
  return (
    <Outcomes
      view={view}
      good="award"
      outcomes={{
        award: { vi: 'Khen thưởng', en: 'Award' },
        refuse: { vi: 'Không khen thưởng', en: 'Refuse' },
      }}
      of={(id) => {
        const refusal = refused.find((one) => one.id === id);
        return { outcome: refusal ? 'refuse' : 'award', reason: refusal?.reason ?? '' };
      }}
      put={(id, outcome, reason) => {
        const others = refused.filter((one) => one.id !== id);
        const isAward = outcome === 'award';
        change({
          ...values,
          awarded: isAward
            ? [...awarded.filter((one) => one !== id), id]
            : awarded.filter((one) => one !== id),
          refused: isAward ? others : [...others, { id, reason }],
        });
      }}
    />
  );
}
