import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { ConnectionLost, isConflict, isNotFound, isOvertaken, Problem } from '../client/problem.ts';
import { common } from '../words/common.ts';
import { begunLarge, useSay } from '../words/words.ts';

interface Props {
  failure: unknown;
  /** It was an act that may have been recorded. */
  ofAct?: boolean;
  action?: ReactNode;
  /** The name of an act, for "you may now". */
  actName?: (act: string) => string;
  /** The name of a field of the form, by its path in what was sent. */
  nameOf?: ((path: string) => string | undefined) | undefined;
  /** Whether what is wrong at this path stands beside its field already. */
  beside?: (path: string) => boolean;
}

/** What is wrong, each said once: by the field's name where the form has one for it, never by a code. */
function faultsIn(errors: { path: string; message: string }[], nameOf: Props['nameOf']): string[] {
  const said = errors.map(({ path, message }) => {
    const name = nameOf?.(path);
    return begunLarge(name === undefined ? message : `${name}: ${message}`);
  });
  return [...new Set(said)];
}

/** The one way in which a failure is told: what happened, what is wrong where, and how to go on. */
export function Failure({ failure, ofAct = false, action, actName, nameOf, beside }: Props) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  // At the end of a long form nobody would see it.
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [failure]);
  const show = (severity: 'error' | 'warning', children: ReactNode) => (
    <Alert ref={box} severity={severity} role="alert" action={action} sx={{ whiteSpace: 'pre-line' }}>
      {children}
    </Alert>
  );
  if (failure instanceof ConnectionLost) return show('warning', say(ofAct ? common.lostAct : common.lost));
  if (!(failure instanceof Problem)) return show('error', say(common.wrong));
  if (isNotFound(failure)) return show('warning', say(common.notFound));
  const { title, errors = [], allowedActions, instance, circumstances, wayOut } = failure.body;
  const others = errors.filter(({ path }) => !beside?.(path));
  // By it an operator finds what failed; what was refused says why itself.
  const toReport = failure.status >= 500 ? instance : undefined;
  return show(
    isConflict(failure) ? 'warning' : 'error',
    <>
      {title}
      {circumstances !== undefined && ` ${circumstances}`}
      {isOvertaken(failure) && ` ${say(common.conflict)}`}
      {wayOut !== undefined && ` ${wayOut}`}
      {actName &&
        allowedActions &&
        allowedActions.length > 0 &&
        ` ${say(common.mayDo, { acts: allowedActions.map(actName).join(', ') })}`}
      {others.length < errors.length && ` ${say(common.beside)}`}
      {others.length > 0 && (
        <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
          {faultsIn(others, nameOf).map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      {toReport !== undefined && (
        <Typography variant="caption" component="div" sx={{ overflowWrap: 'anywhere' }}>
          {say(common.request, { id: toReport })}
        </Typography>
      )}
    </>,
  );
}
