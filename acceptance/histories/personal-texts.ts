import type { Db } from '../../prisma/db.ts';

/**
 * Every text of the record that a history must not show: names, addresses, what people wrote, what was sent.
 * Codes and instants are no texts; what is shorter than four characters can't be told from one.
 * @param options `withMail: false` leaves out what is only said in mail
 */
export async function personalTexts(db: Db, { withMail } = { withMail: true }): Promise<string[]> {
  const [submissions, decisions, mails, ...rows] = await Promise.all([
    // Their papers are known by their numbers, to operators and in the subjects of mail.
    db.submission.findMany({ select: { signedBy: true, number: true } }),
    db.decision.findMany({ select: { signedBy: true, number: true } }),
    db.notification.findMany({ select: { address: true, subject: true, text: true } }),
    db.person.findMany({ select: { displayName: true, email: true, username: true } }),
    db.nomination.findMany({
      select: { subjectName: true, position: true, achievementTitle: true, summary: true, evidence: true },
    }),
    db.obligation.findMany({ select: { request: true } }),
    db.deskNote.findMany({ select: { text: true } }),
    db.enquiry.findMany({ select: { subject: true, text: true, answer: true } }),
    db.revocation.findMany({ select: { reason: true, number: true } }),
    db.transition.findMany({ select: { reason: true, onBehalf: true } }),
    db.act.findMany({ select: { body: true } }),
    db.criterionCheck.findMany({ select: { reason: true } }),
    db.councilSeat.findMany({ select: { name: true, position: true } }),
    db.sessionInvitee.findMany({ select: { name: true, title: true } }),
    db.teller.findMany({ select: { name: true, title: true } }),
    db.upload.findMany({ select: { name: true } }),
  ]);
  const papers = [...submissions, ...decisions];
  const signers = papers.map(({ signedBy }) => signedBy);
  const numbers = new Set(papers.map(({ number }) => number));
  return [...new Set(stringsOf([rows, signers, withMail ? mails : []]))].filter(
    (text) => text.length > 3 && !isCode(text) && !numbers.has(text),
  );
}

/** What tells one ballot from another: the hashes of their receipts. */
export async function ballotTexts(db: Db): Promise<string[]> {
  const select = { receiptHash: true } as const;
  const ballots = [
    ...(await db.openBallot.findMany({ select })),
    ...(await db.boxedReceipt.findMany({ select })),
  ];
  return ballots.map(({ receiptHash }) => receiptHash);
}

/** A code, or an instant. */
const isCode = (text: string): boolean =>
  /^[\d:.TZ+-]+$/.test(text) || (/^[\w:.+-]+$/.test(text) && !/[A-Z.]/.test(text));

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(stringsOf);
}

/** What the plans say, in any of their versions: it is published, and mail and the Temporal UI quote it. */
export async function planPhrases(db: Db): Promise<string[]> {
  const plans = await db.movementVersion.findMany({ select: { plan: true } });
  return [...new Set(stringsOf(plans))].filter((text) => text.length > 3);
}
