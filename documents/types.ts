import type { DateText } from '../domain/dates.ts';
import type { SubjectKind } from '../domain/quota.ts';
import type { Choice, Count } from '../domain/voting.ts';

/** The body that issues a document. Names in their usual spelling; the header block writes them in capitals. */
export interface Issuer {
  /** Cơ quan chủ quản, e.g. 'UBND tỉnh Hưng Yên'; empty where there is none. */
  parentName: string;
  /** Cơ quan ban hành, e.g. 'Sở Khoa học và Công nghệ'; a '\n' where a long name is to be broken in the header. */
  name: string;
  /** Its part of số, ký hiệu, e.g. 'SKHCN', 'HĐTĐKT'. */
  symbol: string;
  /** Địa danh of the place-and-date line, e.g. 'Hưng Yên'. */
  place: string;
}

/**
 * Who signs, and with what right (NĐ 30/2020/NĐ-CP Phụ lục I mục II.7). TM., KT., TL. and TUQ. name for whom
 * ('KT. GIÁM ĐỐC' above 'PHÓ GIÁM ĐỐC'); Q. stands before the signer's own position; a head signs without.
 */
export type Signer = {
  /** E.g. 'Giám đốc', 'Phó Giám đốc'. */
  position: string;
  /** Without học hàm, học vị. */
  name: string;
} & (
  | { capacity?: undefined }
  | { capacity: 'Q.' }
  | { capacity: 'TM.' | 'KT.' | 'TL.' | 'TUQ.'; onBehalfOf: string }
);

export interface ApprovalShare {
  approve: number;
  /** Of how many: the base of the voting rule, not always those present. */
  base: number;
}

interface ListedSubject {
  name: string;
  unit: string;
  achievement: string;
  /** Null where no council voted on it. */
  votes: ApprovalShare | null;
}
export interface ListedCollective extends ListedSubject {
  /** Both, or neither where the dossier does not say. */
  headcount?: number | null;
  femaleCount?: number | null;
}
export interface ListedIndividual extends ListedSubject {
  gender?: 'female' | 'male' | null;
  position?: string | null;
}

/** Who is proposed for which award of which movement: what every paper of a tờ trình lists. */
export interface Nominees {
  movement: {
    title: string;
    /** 'Kế hoạch số 12/KH-SKHCN ngày 20/4/2022 của Sở Khoa học và Công nghệ'. */
    planReference: string;
    /** What the plan itself rests on, and what guides its round: each a căn cứ without 'Căn cứ' and ';'. */
    parents: string[];
    guidance: string[];
  };
  award: { name: string };
  collectives: ListedCollective[];
  individuals: ListedIndividual[];
}

/** What a tờ trình đề nghị khen thưởng says, with its list; one award form a letter. */
export interface SubmissionLetter extends Nominees {
  issuer: Issuer;
  /** '12' or the whole '12/TTr-SKHCN'; empty leaves room for it. */
  number: string;
  signedOn: DateText;
  recipientName: string;
  /** True where the letter goes to the body that decides; otherwise that one appraises and submits further. */
  recipientDecides?: boolean;
  /** Each a căn cứ without 'Căn cứ' and ';'. Without it: law and decree in force on `signedOn`. */
  legalBases?: string[];
  council?: { minutesNumber?: string; heldOn: DateText };
  /** Only where the list was made public and no complaint about it is open. */
  publicity?: { from: DateText; to: DateText };
  signer: Signer;
  /** Nơi nhận beside 'Như trên', without dash and ';'. 'Lưu: VT.' is added if none of them begins with 'Lưu'. */
  receivers: string[];
}

/** One nominee's own page in the tóm tắt thành tích. */
export interface Achievement {
  kind: SubjectKind;
  /** Its place in the list of its kind, from 1. */
  position: number;
  nominee: ListedIndividual & ListedCollective;
  category: string;
  from: DateText;
  to: DateText;
  summary: string;
  /** The plan's criteria in its own words, with what was found. */
  criteria: { quote: string; result: 'met' | 'unmet' | 'unverified'; reason: string }[];
}

/** The tóm tắt thành tích that goes with a tờ trình. */
export interface AchievementSummary {
  letter: SubmissionLetter;
  achievements: Achievement[];
}

/** Money that goes with one award, whole đồng, and the rules it rests on. */
export interface AwardSum {
  amount: number;
  sources: string[];
}

/** A draft of the quyết định khen thưởng, for the body that decides; number, day and name are left to it. */
export interface DecisionDraft extends Nominees {
  issuer: Issuer;
  /** Who decides, e.g. 'Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên', and as he signs: 'Chủ tịch'. */
  authority: { title: string; position: string };
  /** The day whose law, names and rates the draft follows. */
  on: DateText;
  /** Who asks for it, and by which paper: 'Sở Nội vụ tỉnh Hưng Yên tại Tờ trình số …'. */
  proposedBy: string;
  /** Per nominee of each kind; null where no rate of that day is known. */
  money: { collective: AwardSum | null; individual: AwardSum | null };
  receivers: string[];
}

export type Attendance =
  | { attendance: 'present' }
  | { attendance: 'absent'; writtenOpinion?: boolean }
  /** `letter`: the member sent him with a letter. */
  | { attendance: 'substituted'; substitute: string; letter?: boolean };

/** ISO instants; `endedAt` null while it goes on. */
export interface Sitting {
  openedAt: string;
  endedAt: string | null;
  seats: Attendance[];
}

export type CouncilMember = { name: string; councilRole: string } & Attendance;

/** Contract: POST /council-sessions. */
export type SessionMode = 'meeting' | 'written';
export type BallotMethod = 'show-of-hands' | 'open' | 'secret' | 'paper';

export interface MinutesItem {
  /** Its number on the agenda, from 1. */
  position: number;
  name: string;
  kind: SubjectKind;
  unit: string;
  awardName: string;
  count: Count & { invalid: number };
  base: number;
  /** Approvals needed of `base`. */
  needed: number;
  passed: boolean;
  /** Names of those who took no part in this vote. */
  recused: string[];
  /** Ballots on it that were annulled: how many had been cast, and why; never what. */
  annulled?: { ballot: number; cast: number; reason: string }[];
  /** What earlier ballots on it came to. */
  earlier?: (ApprovalShare & { ballot: number })[];
  /** Absent members whose written opinion is among the ballots: who, never what. */
  written?: string[];
  /** The word that broke a tie at the cut-line: by whom, and for or against it. */
  tieWords?: { position: string; choice: 'approve' | 'disapprove' }[];
  /** Only of an open ballot: minutes of any other that hold this are refused. */
  openVotes?: { member: string; choice: Choice }[];
  /** The head's word on what passed, once given; `reason` also says why something did not pass. */
  conclusion?: 'agreed' | 'refused';
  reason?: string;
}

/** What the biên bản họp of a council says. */
export interface CouncilMinutes {
  /** The council as issuer: parentName is the body it belongs to. */
  issuer: Issuer;
  /** '2' or the whole '02/BB-HĐTĐKT'; without it room is left. */
  number?: string;
  councilName: string;
  /** What it met for, as it goes on after its name: 'xét, đề nghị khen thưởng phong trào thi đua “…”'. */
  purpose: string;
  /** ISO instants; `endedAt` null while it sits. */
  startedAt: string;
  endedAt: string | null;
  place: string;
  /** It met before the day to which its members were invited: that day, and why. */
  early?: { scheduledOn: DateText; reason: string };
  mode: SessionMode;
  ballot: BallotMethod;
  chair: { name: string; position: string };
  secretary: { name: string; position: string };
  members: CouncilMember[];
  /** They may speak, and have no vote. */
  invitees?: { name: string; title?: string }[];
  /** Tổ kiểm phiếu, its head first; none where the service counted. */
  tellers?: { name: string; title?: string }[];
  /** Of a meeting that was adjourned: each sitting, with who was there, in the order of `members` (who have the last). */
  sittings?: Sitting[];
  /** Each break of the meeting, who was missing when it went on, and why that was before its day. */
  breaks?: { at: string; reason: string; resumedAt: string | null; absent: string[]; early?: string }[];
  rule: {
    quorum: { needed: number; have: number; members: number };
    /** E.g. 'từ 80% trở lên tổng số thành viên Hội đồng'. */
    passText: string;
    /** Of what a percentage is: 'tổng số thành viên Hội đồng'. */
    baseText: string;
    /** Printed after the rule, e.g. 'Quy chế hoạt động của Hội đồng'. Not where a default came from. */
    regulation?: string;
  };
  /** Paragraphs on what was said. */
  discussion?: string[];
  items: MinutesItem[];
  receivers?: string[];
  /**
   * The link of the audit's chain that seals the session's last step, printed so that papers outside the system vouch
   * for it; null until it is sealed.
   */
  seal: { position: number; hash: string } | null;
}
