import { z } from 'zod';
import { stateOf as obligationStateOf } from '../cases/obligation/row.ts';
import type { ObligationRow } from '../cases/obligation/row.ts';
import type { NominationRow } from '../cases/nomination/row.ts';
import { stateOf as enquiryStateOf } from '../cases/enquiry/row.ts';
import type { EnquiryRow } from '../cases/enquiry/row.ts';
import { xlsxType } from '../domain/media-types.ts';
import { outcomes, stages } from '../domain/stages.ts';
import { momentText, outcomeNames, stageName } from '../domain/texts.ts';
import { awardFilters, awardSorting, awardSource } from './award-list.ts';
import type { AwardRow } from './award-list.ts';
import { registerNumberOf } from './awards.ts';
import { endpoint } from './endpoint.ts';
import type { Language } from './endpoint.ts';
import { enquiryFilters, enquirySorting, enquirySource } from './enquiry-list.ts';
import { everyRow } from './keyset.ts';
import { nominationFilters, nominationSorting, nominationSource } from './nomination-list.ts';
import { obligationFilters, obligationSorting, obligationSource } from './obligation-list.ts';
import { dayOf, headings, namesCalled, sendSheet, yesOrNo } from './send-sheet.ts';
import type { Called, SheetColumn } from './send-sheet.ts';
import { loadUnits } from './sight.ts';
import { obligationSummaries } from './views/obligation.ts';

const answer = { status: 200, contentType: xlsxType };
const refusals = ['too-many-requests' as const];
const kinds = {
  collective: { vi: 'Tập thể', en: 'Collective' },
  individual: { vi: 'Cá nhân', en: 'Individual' },
} as const;

/** Lists as workbooks: what the list shows, under its filters and in its order, to whoever may see it. */
export const listSheetEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/nominations.xlsx',
      tag: 'nominations',
      summary: 'The nominations you may see as a workbook, by the filters and the order of the list',
      login: true,
      query: nominationFilters,
      answer,
      refusals,
    },
    async ({ deps, person, query, language, res }) => {
      const source = await nominationSource(deps, person, await loadUnits(deps), query);
      return sendSheet(
        { deps, person, language, res },
        {
          file: 'ho-so-de-nghi',
          title: { vi: 'Hồ sơ đề nghị', en: 'Nominations' },
          columns: nominationColumns(await namesCalled(deps.db), language),
          count: source.count,
          rows: everyRow(query.sort, nominationSorting, source),
        },
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/awards.xlsx',
      tag: 'awards',
      summary: 'The register of awards as a workbook, by the filters and the order of the list',
      login: true,
      query: awardFilters,
      answer,
      refusals,
    },
    async ({ deps, person, query, language, res }) => {
      const source = await awardSource(deps, person, await loadUnits(deps), query);
      return sendSheet(
        { deps, person, language, res },
        {
          file: 'so-khen-thuong',
          title: { vi: 'Sổ khen thưởng', en: 'Register of awards' },
          columns: awardColumns(await namesCalled(deps.db)),
          count: source.count,
          rows: everyRow(query.sort, awardSorting, source),
        },
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/obligations.xlsx',
      tag: 'obligations',
      summary: 'The obligations you may see as a workbook, by the filters and the order of the list',
      login: true,
      query: obligationFilters,
      answer,
      refusals,
    },
    async ({ deps, person, query, language, res }) => {
      const source = obligationSource(deps, person, await loadUnits(deps), query);
      const named = async function* (parts: AsyncIterable<ObligationRow[]>) {
        for await (const rows of parts) yield await obligationSummaries(deps.db, rows, language);
      };
      return sendSheet(
        { deps, person, language, res },
        {
          file: 'van-ban-phai-gui',
          title: { vi: 'Văn bản phải gửi', en: 'Obligations' },
          columns: obligationColumns(await namesCalled(deps.db), language),
          count: source.count,
          rows: named(everyRow(query.sort, obligationSorting, source)),
        },
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/enquiries.xlsx',
      tag: 'enquiries',
      summary: 'The enquiries you may see as a workbook, by the filters and the order of the list',
      login: true,
      query: enquiryFilters,
      answer,
      refusals,
    },
    async ({ deps, person, query, language, res }) => {
      const source = enquirySource(deps, person, await loadUnits(deps), query);
      return sendSheet(
        { deps, person, language, res },
        {
          file: 'vuong-mac',
          title: { vi: 'Khó khăn, vướng mắc', en: 'Enquiries' },
          columns: enquiryColumns(await namesCalled(deps.db), language),
          count: source.count,
          rows: everyRow(query.sort, enquirySorting, source),
        },
      );
    },
  ),
];

const nominationColumns = (called: Called, language: Language): SheetColumn<NominationRow>[] => [
  [headings.code, ({ code }) => code],
  [headings.subject, ({ subjectName }) => subjectName],
  [
    { vi: 'Tập thể, cá nhân', en: 'Kind' },
    ({ subjectKind }) => kinds[subjectKind === 'individual' ? 'individual' : 'collective'][language],
  ],
  [headings.award, ({ movement, award }) => called.award(movement, award)],
  [{ vi: 'Thuộc đơn vị', en: 'Unit' }, ({ subjectUnit }) => called.unit(subjectUnit)],
  [{ vi: 'Đơn vị đề nghị', en: 'Proposed by' }, ({ proposingUnit }) => called.unit(proposingUnit)],
  [headings.movement, ({ movement }) => called.movement(movement)],
  [
    { vi: 'Bước', en: 'Stage' },
    ({ stage }) => stageName('nomination', z.enum(stages).parse(stage), language),
  ],
  [
    { vi: 'Kết quả', en: 'Outcome' },
    ({ outcome }) => (outcome === null ? null : outcomeNames[z.enum(outcomes).parse(outcome)][language]),
  ],
  [headings.due, ({ dueOn }) => dayOf(dueOn)],
  [headings.overdue, ({ overdue }) => yesOrNo(overdue, language)],
];

const awardColumns = (called: Called): SheetColumn<AwardRow>[] => [
  [{ vi: 'Số sổ', en: 'Entry' }, registerNumberOf],
  [headings.subject, ({ subjectName }) => subjectName],
  [{ vi: 'Đơn vị', en: 'Unit' }, ({ subjectUnit }) => called.unit(subjectUnit)],
  [headings.movement, ({ movement }) => called.movement(movement)],
  [headings.award, ({ movement, award }) => called.award(movement, award)],
  [{ vi: 'Quyết định', en: 'Decision' }, ({ decision }) => decision.number],
  [{ vi: 'Ngày', en: 'Date' }, ({ decision }) => dayOf(decision.decidedOn)],
  [{ vi: 'Cơ quan quyết định', en: 'Decided by' }, ({ decision }) => called.unit(decision.body)],
  [{ vi: 'Tiền thưởng', en: 'Money' }, ({ amount }) => amount],
  [{ vi: 'Đã hủy', en: 'Revoked' }, ({ revocation }) => revocation && revocation.number],
];

type Owed = Awaited<ReturnType<typeof obligationSummaries>>[number];
const obligationColumns = (called: Called, language: Language): SheetColumn<Owed>[] => [
  [{ vi: 'Văn bản', en: 'Paper' }, ({ name }) => name],
  [headings.movement, ({ movement }) => called.movement(movement)],
  [{ vi: 'Đơn vị phải gửi', en: 'Debtor' }, ({ debtor }) => called.unit(debtor)],
  [{ vi: 'Nơi nhận', en: 'To' }, ({ toBody, decision }) => (decision ? null : called.unit(toBody))],
  [{ vi: 'Theo quyết định', en: 'After the decision' }, ({ decision }) => decision && decision.number],
  [
    headings.state,
    (row) =>
      row.decision && row.state === 'owed'
        ? { vi: 'Chờ thực hiện', en: 'To be done' }[language]
        : stageName('obligation', obligationStateOf(row), language),
  ],
  [headings.due, ({ dueAt }) => dueAt],
  [headings.overdue, ({ overdue }) => yesOrNo(overdue, language)],
];

const enquiryColumns = (called: Called, language: Language): SheetColumn<EnquiryRow>[] => [
  [headings.code, ({ code }) => code],
  [{ vi: 'Vấn đề', en: 'Subject' }, ({ subject }) => subject],
  [{ vi: 'Đơn vị hỏi', en: 'From' }, ({ fromUnit }) => called.unit(fromUnit)],
  [{ vi: 'Nơi trả lời', en: 'To' }, ({ toBody }) => called.unit(toBody)],
  [{ vi: 'Ngày hỏi', en: 'Asked' }, ({ createdAt }) => momentText(createdAt.toISOString(), language)],
  [headings.state, (row) => stageName('enquiry', enquiryStateOf(row), language)],
  [headings.due, (row) => (enquiryStateOf(row) === 'asked' ? dayOf(row.dueOn) : null)],
  [headings.overdue, ({ overdue }) => yesOrNo(overdue, language)],
];
