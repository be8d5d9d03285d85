import { ChoicePart } from '../acts/ChoicePart.tsx';
import type { PartProps } from '../acts/form.ts';
import { hooks } from '../client/client.ts';
import { UnitField } from '../parts/UnitField.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';

/** Which movement a difficulty belongs to, and which of one's own units asks. */
export function AskPart({ view: own, values, change, errors }: PartProps<string[]>) {
  const say = useSay();
  const { data } = hooks.useQuery('get', '/movements', { params: { query: { limit: 100 } } });
  return (
    <>
      <ChoicePart
        {...{ values, change, errors }}
        name="movement"
        label={say(common.movement)}
        options={(data?.items ?? []).map(({ code, title }) => [code, title])}
      />
      <UnitField
        label={say(common.unit)}
        value={typeof values.unit === 'string' ? values.unit : ''}
        error={errors('unit')}
        among={({ code }) => own.includes(code)}
        onChange={(unit) => change({ ...values, unit })}
      />
    </>
  );
}
