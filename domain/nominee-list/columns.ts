import { searchText } from '../search-text.ts';
import type { Words } from '../texts.ts';

/** What a list of nominees says of each, in the order of the template. */
export const columns = [
  { field: 'name', label: { vi: 'Tên tập thể hoặc họ và tên', en: 'Name' } },
  { field: 'category', label: { vi: 'Loại đối tượng', en: 'Category' } },
  { field: 'award', label: { vi: 'Hình thức khen thưởng', en: 'Award' } },
  { field: 'position', label: { vi: 'Chức vụ', en: 'Position' } },
  { field: 'gender', label: { vi: 'Giới tính (Nam, Nữ)', en: 'Gender (Nam, Nữ)' } },
  { field: 'headcount', label: { vi: 'Tổng số người', en: 'People' } },
  { field: 'femaleCount', label: { vi: 'Trong đó nữ', en: 'Of them women' } },
  { field: 'title', label: { vi: 'Tên thành tích', en: 'Title of the achievement' } },
  { field: 'from', label: { vi: 'Thành tích từ ngày', en: 'Achieved from' } },
  { field: 'to', label: { vi: 'Thành tích đến ngày', en: 'Achieved to' } },
  { field: 'summary', label: { vi: 'Tóm tắt thành tích', en: 'Summary' } },
] as const satisfies readonly { field: string; label: Words }[];
export type ListField = (typeof columns)[number]['field'];

export const labelOf = (field: ListField): Words =>
  columns.find((column) => column.field === field)?.label ?? { vi: field, en: field };

/** The surname stands in a column of its own in many lists, before what somebody is called by. */
export type Heading = ListField | 'familyName';

/** How lists of offices head their columns, as `plainHeading` writes them. The longest that fits decides. */
const spellings: Record<Heading, string> = {
  name: 'ten tap the hoac ho va ten|ho va ten|ho ten|ho va ten ten tap the|ten ca nhan|ten tap the|ten tap the ca nhan|ho ten ca nhan|ten doi tuong|ten don vi ca nhan|tap the ca nhan|ca nhan tap the|ca nhan|tap the|ten|full name|name',
  familyName: 'ho va ten dem|ho dem|ho ten dem|ho va chu dem|ho chu lot|ho lot|ho|family name|surname',
  category: 'loai doi tuong|doi tuong|nhom doi tuong|doi tuong khen thuong|loai hinh doi tuong|category',
  award:
    'hinh thuc khen thuong|hinh thuc|hinh thuc de nghi|hinh thuc de nghi khen thuong|hinh thuc khen|de nghi khen thuong|hinh thuc danh hieu|danh hieu de nghi|danh hieu|award',
  position:
    'chuc vu|chuc danh|chuc vu chuc danh|chuc vu hien nay|chuc vu don vi cong tac|chuc vu noi cong tac|position',
  gender: 'gioi tinh|gioi tinh nam nu|gioi|nam nu|phai|ong ba|gender|sex',
  headcount:
    'tong so nguoi|so nguoi|so luong nguoi|tong so|so luong|tong so can bo|tong so lao dong|quan so|headcount|people',
  femaleCount: 'trong do nu|so nu|nu|so luong nu|trong do so nu|women|of them women|female',
  title:
    'ten thanh tich|thanh tich|noi dung thanh tich|ten sang kien|ten de tai sang kien|thanh tich de nghi|noi dung khen thuong|title|achievement|title of the achievement',
  from: 'thanh tich tu ngay|tu ngay|ngay bat dau|bat dau|bat dau tu ngay|tu|thoi gian tu|achieved from|from',
  to: 'thanh tich den ngay|den ngay|ngay ket thuc|ket thuc|den het ngay|den|thoi gian den|achieved to|to',
  summary: 'tom tat thanh tich|tom tat|tom tat noi dung thanh tich|bao cao tom tat|mo ta|summary',
};
const headings = new Map(
  Object.entries(spellings).flatMap(([heading, all]) =>
    all.split('|').map((one) => [one, heading as Heading] as const),
  ),
);

/** A heading without marks, signs and what stands in brackets, which explains it. */
const plainHeading = (text: string): string =>
  searchText(text.replace(/\([^)]*\)/g, ' ').replace(/[^\p{L}\p{M}\s]/gu, ' '));

/** What a column holds by its heading, null for one that this list has no use for. */
export const headingOf = (text: string): Heading | null => headings.get(plainHeading(text)) ?? null;
