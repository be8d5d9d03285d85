import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

/** What people here reach for first; the library's lists know other languages. */
const vietnamese = [
  ...['mat khau', 'matkhau', 'mk', 'anh yeu em', 'anhyeuem', 'emyeuanh', 'yeu', 'xinchao', 'chaoban'],
  ...[
    'thi dua',
    'thidua',
    'khen thuong',
    'khenthuong',
    'vanphong',
    'vanthu',
    'canbo',
    'uybannhandan',
    'ubnd',
  ],
  ...['vietnam', 'hungyen', 'hatinh', 'thaibinh', 'hanoi', 'saigon', 'nguyen', 'tran', 'pham', 'hoang'],
];

/** Ten thousand million guesses. The lists hold few Vietnamese words, so that what it says of them is on the high side. */
const LEAST_SCORE = 4;

/** Made when it is first asked, since the lists take half a second to load into it. */
let estimator: ZxcvbnFactory | undefined;
const estimate = (password: string, about: string[]): number => {
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...common, ...english, vietnamese },
    graphs: adjacencyGraphs,
  });
  return estimator.check(password, about).score;
};

const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

/** Whom a password is of: what somebody who knows the person would try first. */
export interface Owner {
  username: string;
  displayName: string;
}

/** Whether a password is a common one, a pattern, or made of what is known of its person; marks make no difference. */
export function isEasilyGuessed(password: string, { username, displayName }: Owner): boolean {
  const names = [username, displayName, ...username.split(/[._-]/), ...displayName.split(' ')];
  const about = [...new Set(names.flatMap((name) => [name, withoutMarks(name)]))].filter(
    (name) => name !== '',
  );
  const plain = withoutMarks(password);
  return [...new Set([password, plain])].some((form) => estimate(form, about) < LEAST_SCORE);
}
