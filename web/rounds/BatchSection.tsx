import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { Link as RouterLink, useNavigate, useSearchParams } from 'react-router';
import { ActDialog } from '../acts/ActDialog.tsx';
import { decidedBy } from '../acts/decided.ts';
import { BatchDialog } from '../acts/BatchDialog.tsx';
import { perform } from '../acts/perform.ts';
import { stageName } from '../../domain/texts.ts';
import type { NominationSummary, Round } from '../client/answers.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { Due } from '../parts/Due.tsx';
import { useList } from '../parts/list.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Section } from '../parts/Page.tsx';
import { nameIn, usePlan } from '../parts/plans.ts';
import { useSelection } from '../parts/useSelection.ts';
import { Under } from '../parts/Unbroken.tsx';
import { useUnitName } from '../parts/units.ts';
import { words as nominationWords } from '../nominations/words.ts';
import { nominationActs } from '../nominations/acts.ts';
import { useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useLanguage, useSay } from '../words/words.ts';
import { batchStagesOf } from './batch-stages.ts';
import type { BatchStage } from './batch-stages.ts';
import { decisionForm } from './decision.ts';
import { words } from './words.ts';

const recordedIn = ({ awaitingHead }: Round) =>
  new Set(awaitingHead.flatMap(({ nominations }) => nominations.map(({ id }) => id)));

/** How many stand at a stage; of a decision without those that are recorded and wait for their head. */
const countOf = (round: Round, stage: BatchStage): number =>
  (round.nominationsByStage[stage] ?? 0) - (stage === 'decision' ? recordedIn(round).size : 0);

/** Many nominations of a round at once: what is chosen is approved, decided, put on an agenda or into a tờ trình. */
export function BatchSection({ round }: { round: Round }) {
  const user = useUser();
  const own = batchStagesOf(user);
  const mine = own.filter((stage) => countOf(round, stage) > 0);
  // A link may ask for one: from the list of nominations, say.
  const param = useSearchParams()[0].get('batch');
  const asked = own.find((stage) => stage === param);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked) box.current?.scrollIntoView();
  }, [asked]);
  const [picked, setPicked] = useState(asked);
  // What was picked stays, also once the last of its nominations has moved on: its results are still to be read.
  const stage = picked ?? mine[0];
  if (!stage) return null;
  const stages = mine.includes(stage) ? mine : [stage, ...mine];
  return (
    <div ref={box}>
      <StageBatch key={stage} round={round} stage={stage} stages={stages} pick={setPicked} />
    </div>
  );
}

interface Props {
  round: Round;
  stage: BatchStage;
  stages: BatchStage[];
  pick: (stage: BatchStage) => void;
}

function StageBatch({ round, stage, stages, pick }: Props) {
  const say = useSay();
  const go = useNavigate();
  const language = useLanguage();
  const unitName = useUnitName();
  const plan = usePlan(round.movement, round.planVersion);
  const [sort, setSort] = useState('dueAt');
  const list = useList('/nominations', { round: round.id, stage, limit: 100, sort });
  // What a body outside decides is recorded with its tờ trình; what was recorded already waits for its head.
  const recorded = recordedIn(round);
  const mine = ({ id, decidedByOwnHead }: NominationSummary) =>
    stage !== 'decision' || (decidedByOwnHead && !recorded.has(id));
  const rows = list.data?.items.filter(mine) ?? [];
  const { chosen, has, toggle, toggleAll, clear } = useSelection(rows.map(({ id }) => id));
  const decision = decidedBy(useUser(), decisionForm);
  const [batch, setBatch] = useState<'approve' | 'decide' | null>(null);
  const chosenRows = rows.filter(({ id }) => has(id));
  const over = () => {
    setBatch(null);
    clear();
  };
  const open = (page: string) =>
    void go(`${page}?${new URLSearchParams({ round: round.id, ids: chosen.join(',') })}`);
  const approve = {
    label: words.approveAll,
    run: () => {
      pick(stage);
      setBatch('approve');
    },
  };
  const act = {
    selection: approve,
    'office-review': approve,
    appraisal: approve,
    'council-vote': { label: words.meet, run: () => open('/council-sessions/new') },
    submission: { label: words.submit, run: () => open('/submissions/new') },
    decision: { label: decision.label, run: () => setBatch('decide') },
  }[stage];
  return (
    <Section title={say(words.batch)} flush toPress>
      <Box sx={{ px: 2, pb: 1.5, display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        <TextField
          select
          label={say(words.chooseStage)}
          value={stage}
          onChange={(event) => pick(event.target.value as BatchStage)}
          sx={{ maxWidth: 280 }}
        >
          {stages.map((code) => (
            <MenuItem key={code} value={code}>
              {stageName('nomination', code, language)} ({countOf(round, code)})
            </MenuItem>
          ))}
        </TextField>
        <Button onClick={toggleAll}>{say(words.chooseAll)}</Button>
        <Box role="status">{say(words.chosen, { n: chosen.length })}</Box>
        <Button variant="contained" disabled={chosen.length === 0} onClick={act.run}>
          {say(act.label)}
        </Button>
      </Box>
      <Loaded query={list}>
        {({ items, total, load }) => (
          <DataTable<NominationSummary>
            label={say(words.batch)}
            rows={items.filter(mine)}
            keyOf={({ id }) => id}
            empty={say(words.noneHere)}
            order={{ by: sort, set: setSort }}
            more={{ total: total - items.filter((item) => !mine(item)).length, load }}
            columns={[
              {
                label: say(nominationWords.subject),
                sortKey: 'name',
                cell: ({ id, subject, code }) => (
                  <Box sx={{ display: 'flex', alignItems: 'flex-start' }}>
                    <Checkbox
                      size="small"
                      sx={{ p: 0.5, mr: 1, mt: -0.5 }}
                      checked={has(id)}
                      onChange={() => toggle(id)}
                      slotProps={{ input: { 'aria-label': `${say(words.choose)} ${subject.name}` } }}
                    />
                    <span>
                      <Link component={RouterLink} to={`/nominations/${id}`}>
                        {subject.name}
                      </Link>
                      <Under text={code} />
                    </span>
                  </Box>
                ),
              },
              { label: say(common.award), cell: ({ award }) => nameIn(plan?.awards, award) },
              {
                label: say(nominationWords.proposedBy),
                sortKey: 'unit',
                cell: ({ proposingUnit }) => unitName(proposingUnit),
              },
              {
                label: say(common.due),
                width: 170,
                sortKey: 'dueAt',
                cell: ({ dueAt, overdue }) => <Due date={dueAt} overdue={overdue} />,
              },
            ]}
          />
        )}
      </Loaded>
      {batch === 'approve' && (
        <BatchDialog
          label={nominationActs.approve.label}
          follows={batchFollows}
          fields={{ note: nominationActs.approve.fields.note }}
          items={chosenRows}
          nameOf={({ subject, code }) => `${subject.name} (${code})`}
          send={({ id }, values) =>
            perform(`batch:approve:${id}`, `/nominations/${id}/actions/approve`, values)
          }
          onClose={over}
        />
      )}
      {batch === 'decide' && (
        <ActDialog
          form={decision}
          view={{ items: chosenRows }}
          path="/decisions"
          onClose={() => setBatch(null)}
          then={over}
        />
      )}
    </Section>
  );
}

const batchFollows = {
  vi: 'Từng hồ sơ được chuyển sang bước tiếp theo của nó. Hồ sơ còn tiêu chí bắt buộc chưa xác nhận thì ở lại, kèm lý do.',
  en: 'Each moves on to its next step. One with a binding criterion that is not met stays, and says why.',
} as const;
