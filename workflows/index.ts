export { awardRound } from './award-round.ts';
export { councilSession } from './council-session.ts';
export { enquiry } from './enquiry.ts';
export { mailDispatcher } from './mail-dispatcher.ts';
export { nomination } from './nomination.ts';
export { obligation } from './obligation.ts';
export { revocation } from './revocation.ts';
export { submission } from './submission.ts';
