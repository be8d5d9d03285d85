import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { ActForm, PartProps } from '../acts/form.ts';
import type { Nomination } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

/** Copies a case into another round, and goes to the new draft. */
export function CopyButton({ nomination }: { nomination: Nomination }) {
  const say = useSay();
  const go = useNavigate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)}>
        {say(words.copy)}
      </Button>
      {open && (
        <ActDialog<Nomination>
          form={copyForm}
          view={nomination}
          path={`/nominations/${nomination.id}/copies`}
          onClose={() => setOpen(false)}
          then={(answer) => void go(`/nominations/${(answer as Nomination).id}`)}
        />
      )}
    </>
  );
}

/** Which of the rounds that it fits. */
function RoundChoice({ view, values, change, errors }: PartProps<Nomination>) {
  const say = useSay();
  const { day } = useDates();
  const query = hooks.useQuery('get', '/nominations/{id}/copies', { params: { path: { id: view.id } } });
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <>{say(words.noRoundToCopyInto)}</>
        ) : (
          <TextField
            select
            required
            label={say(words.copyInto)}
            value={typeof values.roundId === 'string' ? values.roundId : ''}
            error={errors('roundId') !== undefined}
            helperText={errors('roundId')}
            onChange={(event) => change({ ...values, roundId: event.target.value })}
          >
            {items.map(({ roundId, name, movementTitle, intakeCloses }) => (
              <MenuItem key={roundId} value={roundId} sx={{ whiteSpace: 'normal' }}>
                {say(words.roundToCopyInto, { name, movement: movementTitle, closes: day(intakeCloses) })}
              </MenuItem>
            ))}
          </TextField>
        )
      }
    </Loaded>
  );
}

const copyForm: ActForm<Nomination> = {
  label: words.copy,
  follows: {
    vi: 'Một hồ sơ nháp mới được lập trong đợt được chọn, với nội dung, minh chứng và tài liệu của hồ sơ này mà kế hoạch của đợt đó có mục. Việc thẩm tra làm lại từ đầu; hồ sơ này giữ nguyên.',
    en: 'A new draft is made in that round, with what this one says, its evidence and its documents, as far as the plan there has a place for them. It is checked anew; this one stays as it is.',
  },
  fields: { roundId: null },
  part: RoundChoice,
};
