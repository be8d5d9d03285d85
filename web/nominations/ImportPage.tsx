import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { BatchDialog } from '../acts/BatchDialog.tsx';
import { perform } from '../acts/perform.ts';
import { hooks } from '../client/client.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { FileButton } from '../parts/FileButton.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { useMovementTitle, usePlan } from '../parts/plans.ts';
import { StateChip } from '../parts/StateChip.tsx';
import { useUnitName } from '../parts/units.ts';
import { unitsOf, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { knownAlready, readRows } from './import-sheet.ts';
import type { ImportedRow } from './import-sheet.ts';
import { words } from './words.ts';

const own = {
  title: { vi: 'Nhập danh sách từ Excel', en: 'Import from Excel' },
  template: { vi: 'Tải mẫu Excel', en: 'Download the template' },
  choose: { vi: 'Chọn tệp Excel đã điền', en: 'Choose the filled-in file' },
  how: {
    vi: 'Tải mẫu, điền mỗi đối tượng một dòng rồi chọn tệp. Mọi dòng được kiểm tra trước; chưa có gì được lưu cho đến khi đồng chí xác nhận.',
    en: 'Download the template, fill in a row for each subject, choose the file. All rows are checked first; nothing is saved until you confirm.',
  },
  row: { vi: 'Dòng', en: 'Row' },
  rowOf: { vi: 'Dòng {row}: {name}', en: 'Row {row}: {name}' },
  result: { vi: 'Kiểm tra', en: 'Check' },
  known: { vi: 'Đã có hồ sơ {code}, bỏ qua', en: 'Has {code} already: passed over' },
  fine: { vi: 'Đúng', en: 'Fine' },
  faults: {
    vi: 'Có {n} dòng sai. Sửa trong Excel rồi chọn lại tệp.',
    en: '{n} {n:row is|rows are} wrong. Correct them in Excel and choose the file again.',
  },
  unreadable: {
    vi: 'Không đọc được tệp này. Cần tệp .xlsx theo mẫu.',
    en: 'This file can’t be read. An .xlsx after the template is needed.',
  },
  save: { vi: 'Lập {n} hồ sơ nháp', en: 'Save {n} {n:draft|drafts}' },
  saveAll: { vi: 'Lập hồ sơ nháp', en: 'Save drafts' },
  follows: {
    vi: 'Mỗi dòng thành một hồ sơ nháp của đơn vị; tiêu chí và tài liệu điền sau trong từng hồ sơ.',
    en: 'Each row becomes a draft; criteria and documents are filled in there.',
  },
} as const;

/** A list of nominees from Excel: told what is wrong per row and cell before anything is saved. */
export function ImportPage() {
  const say = useSay();
  const unitName = useUnitName();
  const movementTitle = useMovementTitle();
  const units = unitsOf(useUser(), 'unit-officer', 'unit-head');
  const go = useNavigate();
  const [roundId, setRoundId] = useState('');
  const [unit, setUnit] = useState(units[0] ?? '');
  const [rows, setRows] = useState<{ file: string; rows: ImportedRow[] } | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const [saving, setSaving] = useState<ImportedRow[] | null>(null);
  const rounds = (
    hooks.useQuery('get', '/rounds', { params: { query: { limit: 100 } } }).data?.items ?? []
  ).filter(({ state, awards }) => state === 'open' && awards.length > 0);
  const round = rounds.find(({ id }) => id === roundId) ?? (rounds.length === 1 ? rounds[0] : undefined);
  const plan = usePlan(round?.movement, round?.planVersion);
  const template = async () => {
    if (!plan || !round) return;
    const [{ default: write }, { dropDowns, templateSheets }] = await Promise.all([
      import('write-excel-file/browser'),
      import('./import-template.ts'),
    ]);
    const sheets = templateSheets(plan, round.awards);
    await write(sheets, { features: [dropDowns(plan, round.awards)] }).toFile('danh-sach-de-nghi.xlsx');
  };
  const read = async (file: File) => {
    if (!plan || !round) return;
    setRows(null);
    setUnreadable(false);
    try {
      const { readSheet } = await import('read-excel-file/browser');
      const sheet = await readSheet(file);
      setRows({
        file: `${file.name} ${file.lastModified}`,
        rows: readRows(sheet, { plan, round: round.id, awards: round.awards, unit }),
      });
    } catch {
      setUnreadable(true);
    }
  };
  const { data: known } = hooks.useQuery(
    'get',
    '/nominations',
    { params: { query: { round: round?.id ?? '', unit, limit: 100 } } },
    { enabled: round !== undefined },
  );
  const knownAs = (row: ImportedRow) => knownAlready(row, known?.items ?? [])?.code;
  const fresh = rows?.rows.filter((row) => knownAs(row) === undefined) ?? [];
  const wrong = rows?.rows.filter(({ faults }) => faults.length > 0).length ?? 0;
  return (
    <Page title={say(own.title)}>
      <Section title={say(common.round)}>
        <Stack spacing={2} sx={{ maxWidth: 700 }}>
          <div>{say(own.how)}</div>
          <TextField
            select
            required
            label={say(common.round)}
            value={round?.id ?? ''}
            onChange={(event) => setRoundId(event.target.value)}
          >
            {rounds.map(({ id, name, movement }) => (
              <MenuItem key={id} value={id} sx={{ whiteSpace: 'normal' }}>
                {name} · {movementTitle(movement)}
              </MenuItem>
            ))}
          </TextField>
          {units.length > 1 && (
            <TextField
              select
              label={say(words.proposedBy)}
              value={unit}
              onChange={(event) => setUnit(event.target.value)}
            >
              {units.map((code) => (
                <MenuItem key={code} value={code}>
                  {unitName(code)}
                </MenuItem>
              ))}
            </TextField>
          )}
          <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap', gap: 1 }}>
            <Button variant="outlined" disabled={!plan} onClick={() => void template()}>
              {say(own.template)}
            </Button>
            {plan && (
              <FileButton
                variant="contained"
                label={say(own.choose)}
                accept=".xlsx"
                onChoose={(file) => void read(file)}
              />
            )}
          </Stack>
        </Stack>
      </Section>
      {unreadable && <Alert severity="error">{say(own.unreadable)}</Alert>}
      {rows && (
        <Section title={say(own.result)} flush>
          {wrong > 0 && (
            <Alert severity="error" sx={{ mx: 2, mb: 1 }}>
              {say(own.faults, { n: wrong })}
            </Alert>
          )}
          <DataTable
            label={say(own.result)}
            rows={rows.rows}
            keyOf={({ row }) => String(row)}
            columns={[
              {
                label: say(own.row),
                width: 80,
                numeric: true,
                sortBy: ({ row }) => row,
                cell: ({ row }) => row,
              },
              { label: say(common.name), sortBy: ({ name }) => name, cell: ({ name }) => name || '—' },
              {
                label: say(own.result),
                sortBy: ({ faults }) => -faults.length,
                cell: (row) =>
                  row.faults.length === 0 ? (
                    <StateChip
                      label={say(knownAs(row) ? own.known : own.fine, { code: knownAs(row) ?? '' })}
                      tone={knownAs(row) ? 'warning' : 'success'}
                    />
                  ) : (
                    row.faults.map(({ cell, column, fault }) => (
                      <div key={cell}>
                        <strong>
                          {cell} ({say(column)})
                        </strong>
                        : {say(fault)}
                      </div>
                    ))
                  ),
              },
            ]}
          />
          {wrong === 0 && fresh.length > 0 && (
            <Button variant="contained" sx={{ m: 2 }} onClick={() => setSaving(fresh)}>
              {say(own.save, { n: fresh.length })}
            </Button>
          )}
        </Section>
      )}
      {saving && rows && (
        <BatchDialog
          label={own.saveAll}
          follows={own.follows}
          fields={{}}
          items={saving}
          nameOf={({ row, name }) => say(own.rowOf, { row, name })}
          send={({ row, body }) => perform(`import:${rows.file}:${row}`, '/nominations', body ?? {})}
          onClose={() => setSaving(null)}
          onDone={() => void go('/nominations')}
        />
      )}
    </Page>
  );
}
