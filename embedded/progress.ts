/** Something under way that may take a while. */
interface Step {
  /** What it is at, or waits for, in one line. */
  update(detail: string): void;
  end(): void;
}

/** Where an operator sees what a start is at. */
export interface Progress {
  say(line: string): void;
  begin(what: string): Step;
}

/** For those whom only the outcome concerns. */
export const untold: Progress = {
  say: () => undefined,
  begin: () => ({ update: () => undefined, end: () => undefined }),
};

export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** How often what is under way is shown: rewritten on a terminal, as a line of its own elsewhere. */
const TERMINAL_MS = 250;
const ELSEWHERE_MS = 10_000;
const CLEAR = '\r\u001B[K';

/** Shows what is under way on a terminal in one line that is rewritten, elsewhere by a line now and then. */
export function progressOn(screen: Screen): Progress {
  const steps = new Map<symbol, { what: string; since: number; detail: string }>();
  const terminal = screen.isTTY === true;
  let timer: NodeJS.Timeout | undefined;
  const shown = () =>
    [...steps.values()].map(({ what, since, detail }) => {
      const seconds = Math.round((performance.now() - since) / 1000);
      return `${what} ${seconds} s${detail === '' ? '' : ` (${detail})`}`;
    });
  const show = () => {
    const line = `waiting for ${shown().join(', ')}`;
    if (terminal) screen.write(`${CLEAR}${line.slice(0, (screen.columns ?? 80) - 1)}`);
    else screen.write(`${line}\n`);
  };
  const clear = () => {
    if (terminal && timer !== undefined) screen.write(CLEAR);
  };
  return {
    say(line) {
      clear();
      screen.write(`${line}\n`);
    },
    begin(what) {
      const key = Symbol(what);
      steps.set(key, { what, since: performance.now(), detail: '' });
      timer ??= setInterval(show, terminal ? TERMINAL_MS : ELSEWHERE_MS).unref();
      return {
        update(detail) {
          const step = steps.get(key);
          if (step) step.detail = detail;
        },
        end() {
          steps.delete(key);
          if (steps.size > 0 || timer === undefined) return;
          clear();
          clearInterval(timer);
          timer = undefined;
        },
      };
    },
  };
}
