import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { ConnectionLost, isConflict, isNotFound, Problem } from '../client/problem.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';

interface Props {
  failure: unknown;
  /** It was an act that may have been recorded. */
  ofAct?: boolean;
  action?: ReactNode;
  /** The name of an act, for "you may now". */
  actName?: (act: string) => string;
}

/** The one way in which a failure is told: what happened, what is wrong where, and how to go on. */
export function Failure({ failure, ofAct = false, action, actName }: Props) {
  const say = useSay();
  const show = (severity: 'error' | 'warning', children: ReactNode) => (
    <Alert severity={severity} role="alert" action={action} sx={{ whiteSpace: 'pre-line' }}>
      {children}
    </Alert>
  );
  if (failure instanceof ConnectionLost) return show('warning', say(ofAct ? common.lostAct : common.lost));
  if (!(failure instanceof Problem)) return show('error', say(common.wrong));
  if (isNotFound(failure)) return show('warning', say(common.notFound));
  const { title, errors = [], allowedActions, instance } = failure.body;
  return show(
    isConflict(failure) ? 'warning' : 'error',
    <>
      {title}
      {isConflict(failure) && ` ${say(common.conflict)}`}
      {isConflict(failure) &&
        actName &&
        allowedActions &&
        allowedActions.length > 0 &&
        ` ${say(common.mayDo, { acts: allowedActions.map(actName).join(', ') })}`}
      {errors.length > 0 && (
        <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
          {errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{path === '' ? message : `${path}: ${message}`}</li>
          ))}
        </ul>
      )}
      {errors.length === 0 && instance !== undefined && (
        <Typography variant="caption" component="div" sx={{ overflowWrap: 'anywhere' }}>
          {say(common.request, { id: instance })}
        </Typography>
      )}
    </>,
  );
}
