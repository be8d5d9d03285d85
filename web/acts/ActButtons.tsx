import Button from '@mui/material/Button';
import MoreHoriz from '@mui/icons-material/MoreHoriz';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useSay } from '../words/words.ts';
import { ActDialog } from './ActDialog.tsx';
import type { ActForm } from './form.ts';
import { common } from '../words/common.ts';

interface Props<V> {
  forms: Record<string, ActForm<V>>;
  view: V;
  allowed: string[];
  /** The acts by which what it waits for is done (asked.ts), the usual one first. */
  asked: readonly string[];
  /** The resource, under /api/v1: `/nominations/7`. */
  resource: string;
  then?: () => void;
}

/** The acts that a person may do here: what is asked of them as buttons, the rest in a menu. */
export function ActButtons<V>({ forms, view, allowed, asked, resource, then }: Props<V>) {
  const say = useSay();
  const [act, setAct] = useState<string | null>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const known = Object.keys(forms).filter((name) => allowed.includes(name));
  const buttons = asked.filter((name) => known.includes(name) && !forms[name]?.aside);
  const rest = known.filter((name) => !buttons.includes(name));
  const nameOf = (name: string) => (forms[name] ? say(forms[name].label) : name);
  const form = act === null ? undefined : forms[act];
  return (
    <>
      {buttons.map((name, i) => (
        <Button
          key={name}
          variant={i === 0 ? 'contained' : 'outlined'}
          color={forms[name]?.tone ?? 'primary'}
          onClick={() => setAct(name)}
        >
          {nameOf(name)}
        </Button>
      ))}
      {rest.length > 0 && (
        <>
          <Button
            variant="outlined"
            startIcon={<MoreHoriz />}
            aria-haspopup="true"
            aria-expanded={anchor !== null}
            onClick={(event) => setAnchor(event.currentTarget)}
          >
            {say(common.actions)}
          </Button>
          <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
            {rest.map((name) => (
              <MenuItem
                key={name}
                onClick={() => {
                  setAnchor(null);
                  setAct(name);
                }}
              >
                {nameOf(name)}
              </MenuItem>
            ))}
          </Menu>
        </>
      )}
      {act !== null && form && (
        <ActDialog
          form={form}
          view={view}
          path={`${resource}/actions/${act}`}
          actName={nameOf}
          onClose={() => setAct(null)}
          {...(then ? { then } : {})}
        />
      )}
    </>
  );
}
