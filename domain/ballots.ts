/** How a council meets, and how it votes. */
export const sessionModes = ['meeting', 'written'] as const;
export type SessionMode = (typeof sessionModes)[number];

/** Biểu quyết giơ tay, bỏ phiếu công khai, bỏ phiếu kín (in the system), phiếu giấy. */
export const ballotKinds = ['show-of-hands', 'open', 'secret', 'paper'] as const;
export type BallotKind = (typeof ballotKinds)[number];

/** Hands are raised and paper goes into an urn: people count them, and the secretary enters what they counted. */
export const isCountedByHand = (ballot: BallotKind): boolean =>
  ballot === 'show-of-hands' || ballot === 'paper';
