import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { ActForm } from '../acts/form.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { Failure } from '../parts/Failure.tsx';
import { useKept } from '../parts/kept.ts';
import { Page, Section } from '../parts/Page.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { UnitField } from '../parts/UnitField.tsx';
import { useUnits } from '../parts/units.ts';
import { common } from '../words/common.ts';
import { filled, useSay } from '../words/words.ts';
import { useGroupName, useRankingChoice } from './ranking-choice.ts';
import { RankingFields } from './RankingFields.tsx';
import { readRanking } from './ranking-lines.ts';
import { words } from './words.ts';

/** A group's ranks, pasted from Excel: told what is wrong per line before anything is saved. */
export function PublishRankingPage() {
  const say = useSay();
  const go = useNavigate();
  const choice = useRankingChoice();
  const { filter, setFilter, movement, ranking, set, period, query, isUnpublished } = choice;
  const groupName = useGroupName();
  const groups = ranking?.groups ?? [];
  const codeOf = ({ group, within }: (typeof groups)[number]) => (within === 'parent' ? `${group}/` : group);
  const group = filter('group') || (groups[0] ? codeOf(groups[0]) : '');
  // A table for each unit above: until that unit is chosen nothing can be published.
  const [whole = '', above] = group.split('/');
  const [pasted, keep, forget] = useKept('ranking-pasted', '');
  const [form, setForm] = useState<{ form: ActForm<null>; last: number } | null>(null);
  const { data: units = new Map() } = useUnits();
  const known = query.data !== undefined || isUnpublished;
  const last = query.data?.groups.find((one) => one.group === group)?.version ?? 0;
  const lines =
    pasted === '' || units.size === 0 ? [] : readRanking(pasted, above === '' ? whole : group, units);
  const wrong = lines.filter(({ faults }) => faults.length > 0).length;
  const publish = () => {
    const version = last + 1;
    const entries = lines.map(({ entry }) => entry);
    const of = { n: lines.length, version, group: groupName(groups, group) };
    const { vi, en } = words.publishFollows;
    setForm({
      last,
      form: {
        label: words.publish,
        follows: { vi: filled(vi, of), en: filled(en, of) },
        fields: {},
        body: () => ({ group, version, entries }),
      },
    });
  };
  return (
    <Page title={say(words.publish)}>
      <Section title={say(words.whichTable)}>
        <Stack spacing={2} sx={{ maxWidth: 700 }}>
          <RankingFields choice={choice} />
          {groups.length > 0 && (
            <TextField
              select
              label={say(words.group)}
              value={above === undefined ? group : `${whole}/`}
              onChange={({ target }) => setFilter('group', target.value)}
            >
              {groups.map((one) => (
                <MenuItem key={codeOf(one)} value={codeOf(one)}>
                  {groupName(groups, one.group)}
                  {one.within === 'parent' && ` (${say(words.eachAbove)})`}
                </MenuItem>
              ))}
            </TextField>
          )}
          {above !== undefined && (
            <UnitField
              required
              label={say(words.parent)}
              value={above}
              among={() => true}
              onChange={(code) => setFilter('group', `${whole}/${code}`)}
            />
          )}
          <TextField
            multiline
            required
            minRows={6}
            maxRows={14}
            label={say(words.paste)}
            helperText={say(words.pasteHelp)}
            value={pasted}
            onChange={({ target }) => keep(target.value)}
          />
        </Stack>
      </Section>
      {query.error && !known && <Failure failure={query.error} />}
      {lines.length > 0 && (
        <Section title={say(words.check)} flush>
          {wrong > 0 && (
            <Alert severity="error" sx={{ mx: 2, mb: 1 }}>
              {say(words.wrongLines, { n: wrong })}
            </Alert>
          )}
          <DataTable
            label={say(words.check)}
            rows={lines}
            keyOf={({ line }) => String(line)}
            columns={[
              { label: say(words.line), width: 80, numeric: true, cell: ({ line }) => line },
              { label: say(common.unit), cell: ({ unit }) => unit || '—' },
              { label: say(words.rank), numeric: true, cell: ({ entry }) => entry?.rank ?? '—' },
              {
                label: say(words.score),
                numeric: true,
                cell: ({ entry }) => (entry ? `${entry.score}/${entry.maximum}` : '—'),
              },
              {
                label: say(words.check),
                sortBy: ({ faults }) => -faults.length,
                cell: ({ faults }) =>
                  faults.length === 0 ? (
                    <StateChip label={say(words.fine)} tone="success" />
                  ) : (
                    faults.map((fault, i) => (
                      <div key={i}>{typeof fault === 'string' ? fault : say(fault)}</div>
                    ))
                  ),
              },
            ]}
          />
          {wrong === 0 && known && above !== '' && (
            <Button variant="contained" sx={{ m: 2 }} onClick={publish}>
              {say(words.publish)}
            </Button>
          )}
        </Section>
      )}
      {form && (
        <ActDialog
          form={form.form}
          view={null}
          path={`/rankings/${set}/${period}`}
          method="PUT"
          {...(form.last === 0 ? { first: true } : { version: form.last })}
          onClose={() => setForm(null)}
          then={() => {
            forget();
            void go(`/rankings?${new URLSearchParams({ movement, set, period })}`);
          }}
        />
      )}
    </Page>
  );
}
