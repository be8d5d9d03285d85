import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { docxType, xlsxType } from '../../domain/media-types.ts';
import { bytesOf } from '../client/client.ts';
import { useDates } from '../parts/dates.ts';
import { saveFile } from '../parts/files.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { words } from './words.ts';

interface Props {
  name: string;
  type: string;
  address: string;
  onClose: () => void;
}

/** A document from the bytes that were fetched: the service serves it as an attachment, so that nothing runs from it. */
export function Preview({ name, type, address, onClose }: Props) {
  const say = useSay();
  const narrow = useMediaQuery('(max-width:700px)');
  const query = useQuery({
    queryKey: ['bytes', address],
    queryFn: () => bytesOf(address),
    // The same bytes for ever: not even looked at again where everything is.
    staleTime: 'static',
  });
  return (
    <Dialog open fullWidth fullScreen={narrow} maxWidth="lg" onClose={onClose} aria-labelledby="preview-name">
      <DialogTitle id="preview-name" sx={{ overflowWrap: 'anywhere' }}>
        {name}
      </DialogTitle>
      <DialogContent>
        <Loaded query={query}>
          {(bytes) => <Shown bytes={bytes} type={type} name={name} address={address} />}
        </Loaded>
      </DialogContent>
      <DialogActions>
        <Button onClick={() => void saveFile(address, name)}>{say(common.download)}</Button>
        <Button onClick={onClose}>{say(common.close)}</Button>
      </DialogActions>
    </Dialog>
  );
}

interface Document {
  bytes: Blob;
  name: string;
  /** By which it is known: what is read of it is kept under it. */
  address: string;
}

function Shown({ bytes, type, name, address: from }: Document & { type: string }) {
  const say = useSay();
  const address = useMemo(() => URL.createObjectURL(new Blob([bytes], { type })), [bytes, type]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  if (type.startsWith('image/'))
    return <Box component="img" src={address} alt={name} sx={{ maxWidth: '100%' }} />;
  // Telephones show none inside a page.
  if (type === 'application/pdf' && !navigator.pdfViewerEnabled) return <>{say(words.noPdf)}</>;
  if (type === 'application/pdf') return <Box component="iframe" src={address} title={name} sx={frame} />;
  if (type === docxType) return <WordText bytes={bytes} name={name} address={from} />;
  if (type === xlsxType) return <Sheets bytes={bytes} address={from} />;
  return <>{say(words.noPreview)}</>;
}

const frame = { width: '100%', height: '72vh', border: 0 } as const;

/** What a Word document says, in a frame that may run and load nothing. Its pictures are left out. */
function WordText({ bytes, name, address }: Document) {
  const say = useSay();
  const query = useQuery({
    queryKey: ['docx', address],
    staleTime: 'static',
    retry: false,
    queryFn: async () => {
      const { default: mammoth } = await import('mammoth');
      const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
      const { value } = await mammoth.convertToHtml(
        { arrayBuffer: await bytes.arrayBuffer() },
        { convertImage },
      );
      const text = value
        .replaceAll(/<img[^>]*>/g, '')
        .replaceAll('<table>', '<table border="1" cellspacing="0">');
      return `<!doctype html><html lang="vi"><title>.</title><body>${text}</body></html>`;
    },
  });
  if (query.error) return <>{say(words.noPreview)}</>;
  return (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {say(words.contentOnly)}
      </Typography>
      <Loaded query={query}>
        {(html) => <Box component="iframe" sandbox="" srcDoc={html} title={name} sx={frame} />}
      </Loaded>
    </>
  );
}

/** As many rows of a sheet as somebody reads before he opens it in Excel. */
const MOST_ROWS = 300;

function Sheets({ bytes, address }: Omit<Document, 'name'>) {
  const say = useSay();
  const { day } = useDates();
  const query = useQuery({
    queryKey: ['xlsx', address],
    staleTime: 'static',
    retry: false,
    queryFn: async () => (await import('read-excel-file/browser')).default(bytes),
  });
  if (query.error) return <>{say(words.noPreview)}</>;
  return (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {say(words.contentOnly)}
      </Typography>
      <Loaded query={query}>
        {(sheets) =>
          sheets.map(({ sheet, data }) => (
            <Box key={sheet} tabIndex={0} role="group" aria-label={sheet} sx={{ overflowX: 'auto', mb: 2 }}>
              <Table aria-label={sheet}>
                <caption style={{ captionSide: 'top' }}>
                  {sheet}
                  {data.length > MOST_ROWS &&
                    ` · ${say(words.firstRows, { shown: MOST_ROWS, all: data.length })}`}
                </caption>
                <TableBody>
                  {data.slice(0, MOST_ROWS).map((row, at) => (
                    <TableRow key={at}>
                      {row.map((cell, column) => (
                        <TableCell key={column}>
                          {cell instanceof Date ? day(cell.toISOString()) : String(cell ?? '')}
                        </TableCell>
                      ))}
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </Box>
          ))
        }
      </Loaded>
    </>
  );
}
