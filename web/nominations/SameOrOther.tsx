import Button from '@mui/material/Button';
import { useState } from 'react';
import { ActDialog } from '../acts/ActDialog.tsx';
import type { ActForm } from '../acts/form.ts';
import { useSay } from '../words/words.ts';

export type Answer = 'same' | 'other';
export type Answers = Record<Answer, Pick<ActForm<null>, 'label' | 'follows'>>;

/** Whether two who bear one name are one: the answers that are still open, each a button with what follows from it. */
export function SameOrOther({
  answers,
  open,
  path,
}: {
  answers: Answers;
  open: readonly Answer[];
  /** Where the answer is said. */
  path: string;
}) {
  const say = useSay();
  const [asked, setAsked] = useState<Answer | null>(null);
  return (
    <>
      {open.map((answer) => (
        <Button key={answer} size="small" onClick={() => setAsked(answer)}>
          {say(answers[answer].label)}
        </Button>
      ))}
      {asked && (
        <ActDialog<null>
          form={{ ...answers[asked], fields: {}, body: () => ({ same: asked === 'same' }) }}
          view={null}
          method="PUT"
          path={path}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
