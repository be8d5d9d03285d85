import { z } from 'zod';

const library = z.locales.vi().localeError;

/**
 * What is wrong with a value, in the words of people who fill in forms; the library's own Vietnamese where a form can't
 * bring it about. For Zod, as its locale.
 */
export const inVietnamese: z.core.$ZodErrorMap = (issue) => plain(issue) ?? library(issue);

function plain(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'Cần nhập mục này.' : undefined;
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_value':
      return `Phải là ${issue.values.length > 1 ? 'một trong: ' : ''}${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return issue.format === 'email'
        ? 'Địa chỉ thư điện tử không đúng dạng, ví dụ: binh@so.example.'
        : undefined;
    // Of these the library's own words do.
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return undefined;
  }
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string') return least <= 1 ? 'Cần nhập mục này.' : `Cần ít nhất ${least} ký tự.`;
  if (origin === 'array' || origin === 'set')
    return least <= 1 ? 'Cần chọn ít nhất một mục.' : `Cần ít nhất ${least} mục.`;
  return `Không được nhỏ hơn ${least}.`;
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `Không được quá ${most} ký tự.`;
  if (origin === 'array' || origin === 'set') return `Không được quá ${most} mục.`;
  return `Không được lớn hơn ${most}.`;
}
