/**
 * What people do about a case without its path: recorded in the request that brings it, and repeated by whoever asked and nobody
 * else. The one list of them: what is done about a case and stands here in no line does not compile (`recordOnce`). `resend` is
 * of rows from before: a mail that is sent again is no case's.
 */
export const offPathActs = ['document', 'assign', 'note', 'break-tie', 'resend'] as const;
export type OffPathAct = (typeof offPathActs)[number];
