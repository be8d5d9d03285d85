import AccountCircle from '@mui/icons-material/AccountCircleOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';
import { useUnitName } from '../parts/units.ts';
import { roleNames } from '../../domain/texts.ts';
import { accessWords } from '../session/access-words.ts';
import { PasswordDialog } from '../session/PasswordDialog.tsx';
import { useLogOut, useUser } from '../session/session.ts';
import { words } from '../session/words.ts';
import { useSay } from '../words/words.ts';

/** Who is logged in, in which roles, a new password, and the way out. */
export function UserMenu() {
  const say = useSay();
  const user = useUser();
  const unitName = useUnitName();
  const logOut = useLogOut();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Button
        color="inherit"
        startIcon={<AccountCircle />}
        aria-haspopup="true"
        aria-expanded={anchor !== null}
        aria-label={user.displayName}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ minWidth: 0, '& .MuiButton-startIcon': { mr: { xs: 0, sm: 1 } } }}
      >
        <Box
          component="span"
          sx={{
            display: { xs: 'none', sm: 'inline' },
            maxWidth: 200,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {user.displayName}
        </Box>
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <Box component="li" role="none" sx={{ px: 2, py: 1, maxWidth: 320 }}>
          <Typography sx={{ fontWeight: 650 }}>{user.displayName}</Typography>
          {user.roles.map(({ role, unit }) => (
            <Typography key={`${role} ${unit}`} variant="body2" sx={{ color: 'text.secondary' }}>
              {say(roleNames[role])} · {unitName(unit)}
            </Typography>
          ))}
        </Box>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            setChanging(true);
          }}
        >
          {say(words.changePassword)}
        </MenuItem>
        <MenuItem component={Link} to="/access" onClick={() => setAnchor(null)}>
          {say(accessWords.access)}
        </MenuItem>
        <MenuItem onClick={() => void logOut()}>{say(words.logout)}</MenuItem>
      </Menu>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  );
}
