import { formatLongDateVi } from '../domain/dates.ts';
import { closingBlock, packDocument } from './administrative-form.ts';
import { line } from './layout.ts';
import { listSubject, nomineeTables } from './nominees.ts';
import type { SubmissionLetter } from './types.ts';
import { documentNumber } from './wording.ts';

/**
 * The danh sách đề nghị khen thưởng as a file of its own: what lies in a file of its own bears a signature of its
 * own (NĐ 30/2020/NĐ-CP Phụ lục I). Names and units, no birthdays: the list goes to other bodies.
 */
export function renderNominationList(letter: SubmissionLetter): Promise<Buffer> {
  const number = documentNumber(letter.number, 'TTr', letter.issuer.symbol);
  return packDocument({
    issuer: letter.issuer,
    kind: 'Danh sách',
    subject: listSubject(letter),
    landscape: true,
    body: [
      line(
        `(Kèm theo Tờ trình số ${number} ${formatLongDateVi(letter.signedOn)} của ${letter.issuer.name})`,
        { italics: true },
      ),
      ...nomineeTables(letter),
      ...closingBlock([], letter.signer, true),
    ],
  });
}
