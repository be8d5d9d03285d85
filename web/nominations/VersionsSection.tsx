import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { AnswerOf, Nomination } from '../client/answers.ts';
import { hooks } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { saveFile } from '../parts/files.ts';
import { Facts, Section } from '../parts/Page.tsx';
import type { Plan } from '../parts/plans.ts';
import { nameIn } from '../parts/plans.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { useEvidenceText } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { words } from './words.ts';

type Version = AnswerOf<'/nominations/{id}/versions'>['items'][number];
/** What a version keeps of the dossier. */
interface Dossier {
  subject: { name: string };
  achievement: Nomination['achievement'];
  evidence: Evidence | null;
}

const own = {
  title: { vi: 'Các lần gửi trước', en: 'Earlier versions' },
  sent: { vi: 'Lần {n}, gửi {at}', en: 'Version {n}, submitted {at}' },
  changed: { vi: 'Đã sửa ở lần gửi sau: {names}', en: 'Changed since: {names}' },
  unchanged: { vi: 'Lần gửi sau không sửa nội dung.', en: 'Nothing was changed since.' },
} as const;

interface Props {
  nomination: Nomination;
  plan: Plan | undefined;
}

/** A dossier that was returned, as it was each time before the last: what stood there, and what was changed. */
export function VersionsSection({ nomination, plan }: Props) {
  const say = useSay();
  const { moment } = useDates();
  const rowsOf = useRows(nomination, plan);
  const { id } = nomination;
  const items = hooks.useQuery('get', '/nominations/{id}/versions', { params: { path: { id } } }).data?.items;
  const earlier = items?.slice(0, -1) ?? [];
  if (!items || earlier.length === 0) return null;
  return (
    <Section title={say(own.title)}>
      {earlier.map((version, at) => {
        const next = items[at + 1] ?? version;
        const rows = rowsOf(version);
        const then = new Map(rowsOf(next));
        const others = (a: Version, b: Version) =>
          a.documents.filter(({ id }) => !b.documents.some((document) => document.id === id));
        const changed = [
          ...rows.filter(([name, value]) => then.get(name) !== value).map(([name]) => name),
          ...new Set(
            [...others(version, next), ...others(next, version)].map(({ kind }) =>
              nameIn(plan?.documents, kind),
            ),
          ),
        ];
        return (
          <Box key={version.number} component="details" sx={{ py: 0.5 }}>
            <Box component="summary" sx={{ cursor: 'pointer', fontWeight: 600 }}>
              {say(own.sent, { n: version.number, at: moment(version.submittedAt) })}
            </Box>
            <Typography variant="body2" sx={{ my: 1 }}>
              {changed.length > 0 ? say(own.changed, { names: changed.join('; ') }) : say(own.unchanged)}
            </Typography>
            <Facts rows={rows} />
            <Box className="no-print" sx={{ display: 'flex', flexWrap: 'wrap' }}>
              {version.documents.map((document) => (
                <Button
                  key={document.id}
                  aria-label={`${say(common.download)}: ${document.name}`}
                  onClick={() => void saveFile(`/nominations/${id}/documents/${document.id}`, document.name)}
                >
                  {document.name}
                </Button>
              ))}
            </Box>
          </Box>
        );
      })}
    </Section>
  );
}

/** A version in words. */
function useRows({ subject }: Nomination, plan: Plan | undefined) {
  const say = useSay();
  const { day } = useDates();
  const evidenceText = useEvidenceText();
  const criteria = plan?.criteriaByCategory[subject.category] ?? [];
  return ({ fields }: Version): [string, string][] => {
    const { subject: who, achievement, evidence } = fields as unknown as Dossier;
    return [
      [say(words.subject), who.name],
      [say(words.achievement), achievement.title],
      [
        say(words.achievementFrom),
        `${day(achievement.from)} ${say(words.achievementTo)} ${day(achievement.to)}`,
      ],
      [say(words.summary), achievement.summary],
      ...criteria.map((criterion): [string, string] => [
        criterion.text,
        evidenceText(evidence?.[criterion.code], criterion),
      ]),
    ];
  };
}
