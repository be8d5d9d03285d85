import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { PlanObligation } from '../../domain/plan-schema.ts';
import type { ActForm, PartProps } from '../acts/form.ts';
import { hooks } from '../client/client.ts';
import { usePlan } from '../parts/plans.ts';
import { UnitField } from '../parts/UnitField.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

/** Which paper of which plan, and from whom: each asks for what the one before leaves open. */
function AskPart({ values, change, errors }: PartProps<null>) {
  const say = useSay();
  const movements =
    hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } }).data?.items ?? [];
  const textOf = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  const plan = usePlan(textOf('movement') || undefined);
  const papers = (plan?.obligations ?? []) as Pick<PlanObligation, 'code' | 'name' | 'owedBy'>[];
  const paper = papers.find(({ code }) => code === textOf('obligation'));
  const told = (name: string) => ({ error: errors(name) !== undefined, helperText: errors(name) });
  return (
    <>
      <TextField
        select
        required
        label={say(common.movement)}
        value={textOf('movement')}
        {...told('movement')}
        onChange={({ target }) =>
          change({ ...values, movement: target.value, obligation: undefined, debtor: undefined })
        }
      >
        {movements.map(({ code, title }) => (
          <MenuItem key={code} value={code} sx={{ whiteSpace: 'normal' }}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        required
        disabled={papers.length === 0}
        label={say(words.what)}
        value={paper?.code ?? ''}
        {...told('obligation')}
        onChange={({ target }) => change({ ...values, obligation: target.value, debtor: undefined })}
      >
        {papers.map(({ code, name }) => (
          <MenuItem key={code} value={code} sx={{ whiteSpace: 'normal' }}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      {paper?.owedBy === 'units' && (
        <UnitField
          required
          label={say(words.debtor)}
          value={textOf('debtor')}
          error={errors('debtor')}
          onChange={(debtor) => change({ ...values, debtor })}
        />
      )}
    </>
  );
}

export const askForm: ActForm<null> = {
  label: words.ask,
  follows: {
    vi: 'Đơn vị được báo bằng thư ngay; việc này nằm trong “Việc của tôi” của đơn vị cho đến khi gửi.',
    en: 'The unit is told by mail at once; it is among its tasks until it hands the paper in.',
  },
  fields: {
    dueOn: { kind: 'date', label: common.due, optional: true },
    request: { kind: 'text', lines: 3, label: words.request, optional: true },
  },
  part: AskPart,
};
