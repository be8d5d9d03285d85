import { titleOf } from '../identity.ts';
import type { Words } from '../texts.ts';
import { isVietnameseSyllable, lettersOf } from '../vietnamese-syllables.ts';

/** What makes a name none: letters that were lost on the way here, or no letter at all. */
export function nameFault(name: string): Words | null {
  if (/[?\ufffd]/.test(name))
    return {
      vi: 'Chữ đã bị mất khi lưu tệp (dấu “?”): gõ lại tên.',
      en: 'Letters were lost when the file was saved (“?”): type the name again.',
    };
  return lettersOf(name).length === 0
    ? { vi: 'Tên không có chữ nào.', en: 'A name without a letter.' }
    : null;
}

/** What somebody should look at in a name, which may be right all the same. @param ofPerson the name of one, not of a body */
export function nameNotes(name: string, ofPerson: boolean): Words[] {
  const notes: Words[] = [];
  const odd = [...new Set(name.match(/[^\p{L}\p{M}\d\s.,'’`\-–()/&"“”]/gu) ?? [])].join(' ');
  if (odd !== '') notes.push({ vi: `Ký tự lạ trong tên: ${odd}`, en: `Unusual signs in the name: ${odd}` });
  if (!ofPerson) return notes;
  const strange = lettersOf(name).filter((word) => !isVietnameseSyllable(word));
  if (strange.length > 0)
    notes.push({
      vi: `Không phải âm tiết tiếng Việt, kiểm tra xem có gõ sai: ${strange.join(', ')}`,
      en: `No Vietnamese syllable, look whether it is mistyped: ${strange.join(', ')}`,
    });
  if (titleOf(name) !== '')
    notes.push({ vi: 'Có danh xưng, học hàm hoặc học vị trước tên.', en: 'A title stands before the name.' });
  return notes;
}
