import Visibility from '@mui/icons-material/VisibilityOutlined';
import FileDownload from '@mui/icons-material/FileDownloadOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { RemoveFile } from '../acts/RemoveFile.tsx';
import type { Nomination } from '../client/answers.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useDates } from '../parts/dates.ts';
import { saveFile, sizeText } from '../parts/files.ts';
import { Section } from '../parts/Page.tsx';
import type { Plan } from '../parts/plans.ts';
import { nameIn } from '../parts/plans.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { AddDocument } from './AddDocument.tsx';
import { Preview } from './Preview.tsx';
import { words } from './words.ts';

type Document = Nomination['documents'][number];

export function DocumentsSection({ nomination, plan }: { nomination: Nomination; plan: Plan | undefined }) {
  const say = useSay();
  const { moment } = useDates();
  const [shown, setShown] = useState<Document | null>(null);
  const { id, documents, missingDocuments, allowedActions } = nomination;
  const mayEdit = allowedActions.includes('submit');
  const addressOf = (document: Document) => `/nominations/${id}/documents/${document.id}`;
  return (
    <Section title={`${say(words.documents)} (${documents.length})`} flush>
      <Box sx={{ px: 2, pb: 1 }}>
        {missingDocuments.length > 0 ? (
          <Alert severity="warning" sx={{ py: 0 }}>
            {say(words.missing, {
              names: missingDocuments.map((kind) => nameIn(plan?.documents, kind)).join(', '),
            })}
          </Alert>
        ) : (
          <Box sx={{ color: 'text.secondary' }}>{say(words.allThere)}</Box>
        )}
      </Box>
      {documents.length > 0 && (
        <DataTable
          label={say(words.documents)}
          rows={documents}
          keyOf={(document) => document.id}
          columns={[
            {
              label: say(words.document),
              sortBy: ({ kind }) => nameIn(plan?.documents, kind),
              cell: ({ kind, name, size }) => (
                <>
                  <Box sx={{ fontWeight: 600 }}>{nameIn(plan?.documents, kind)}</Box>
                  <Box sx={{ fontSize: '0.82rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
                    {name} · {sizeText(size)}
                  </Box>
                </>
              ),
            },
            {
              label: say(words.added),
              whole: true,
              sortBy: ({ addedAt }) => addedAt,
              cell: ({ addedAt }) => moment(addedAt),
            },
            {
              label: say(common.actions),
              toPress: true,
              width: mayEdit ? 235 : 190,
              cell: (document) => (
                <Box className="no-print" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5 }}>
                  <Button
                    startIcon={<Visibility />}
                    onClick={() => setShown(document)}
                    aria-label={`${say(words.preview)}: ${document.name}`}
                  >
                    {say(words.preview)}
                  </Button>
                  <Button
                    startIcon={<FileDownload />}
                    onClick={() => void saveFile(addressOf(document), document.name)}
                    aria-label={`${say(common.download)}: ${document.name}`}
                  >
                    {say(common.download)}
                  </Button>
                  {mayEdit && <RemoveFile name={document.name} path={addressOf(document)} />}
                </Box>
              ),
            },
          ]}
        />
      )}
      {mayEdit && plan && (
        <Box sx={{ p: 2 }}>
          <AddDocument nomination={nomination} plan={plan} />
        </Box>
      )}
      {shown && (
        <Preview
          name={shown.name}
          type={shown.contentType}
          address={addressOf(shown)}
          onClose={() => setShown(null)}
        />
      )}
    </Section>
  );
}
