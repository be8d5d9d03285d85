// `npm run advisories`: asks the registry what is known against the packages that production runs. Exit code 1 where
// something of weight is; where the registry does not answer that question (mirrors seldom do) it says so, and ends well.
import { spawnSync } from 'node:child_process';

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
  timeout: 120_000,
  maxBuffer: 64 * 1024 * 1024,
});
const { isAnswered, text, code } = judge(error ? '' : stdout);
console.log(isAnswered ? text : `NOT ASKED: ${text}`);
process.exitCode = code;

/** @param {string} said what npm printed */
export function judge(said) {
  let answer;
  try {
    answer = JSON.parse(said);
  } catch {
    return { isAnswered: false, text: 'npm gave no answer that can be read', code: 0 };
  }
  const found = answer?.metadata?.vulnerabilities;
  if (!found || answer.error)
    return {
      isAnswered: false,
      text: 'this registry does not answer what is known against packages',
      code: 0,
    };
  const { high = 0, critical = 0, moderate = 0, low = 0 } = found;
  const named = Object.keys(answer.vulnerabilities ?? {}).join(', ');
  const text = `${critical} critical, ${high} high, ${moderate} moderate, ${low} low${named ? `: ${named}` : ''}`;
  return { isAnswered: true, text, code: high + critical > 0 ? 1 : 0 };
}
