import MenuIcon from '@mui/icons-material/Menu';
import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Toolbar from '@mui/material/Toolbar';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Suspense, useEffect, useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useLiveData } from '../client/events.ts';
import { onOtherPerson } from '../client/slots.ts';
import { Waiting } from '../parts/Loaded.tsx';
import { Told } from '../parts/Told.tsx';
import { ConfirmationDialog } from '../session/ConfirmationDialog.tsx';
import { LoginAgainDialog } from '../session/LoginAgainDialog.tsx';
import { LoginPage } from '../session/LoginPage.tsx';
import { useSession, UserContext, useUser } from '../session/session.ts';
import { common } from '../words/common.ts';
import { useSay } from '../words/words.ts';
import { ConnectionBar } from './ConnectionBar.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { places } from './places.ts';
import { UserMenu } from './UserMenu.tsx';

const MENU_WIDTH = 208;

/** What stands around every page of those who are logged in. */
export function Frame() {
  const { user, nobody } = useSession();
  useEffect(() => onOtherPerson(() => location.assign('/')), []);
  if (nobody) return <LoginPage />;
  if (!user) return <Waiting />;
  return (
    <UserContext value={user}>
      <Told>
        <FramedPage />
        <LoginAgainDialog />
        <ConfirmationDialog />
      </Told>
    </UserContext>
  );
}

function FramedPage() {
  const say = useSay();
  const wide = useMediaQuery('(min-width:1000px)');
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useLiveData();
  return (
    <Box sx={{ display: 'flex' }}>
      <Box
        component="a"
        href="#content"
        sx={{
          position: 'absolute',
          left: -9999,
          zIndex: 2000,
          bgcolor: 'background.paper',
          p: 1,
          '&:focus': { left: 8, top: 8 },
        }}
      >
        {say(common.skip)}
      </Box>
      <AppBar position="fixed" variant="elevation" elevation={0} sx={{ zIndex: 1201 }}>
        <Toolbar variant="dense" sx={{ gap: 1 }}>
          {!wide && (
            <IconButton
              color="inherit"
              edge="start"
              aria-label={say(common.menu)}
              onClick={() => setOpen(true)}
            >
              <MenuIcon />
            </IconButton>
          )}
          <Box
            component="img"
            src="/emblem.svg"
            alt=""
            width={26}
            height={26}
            sx={{ display: { xs: 'none', sm: 'block' } }}
          />
          <Typography noWrap sx={{ flex: 1, fontWeight: 650, fontSize: '0.95rem' }}>
            {say(common.service)}
          </Typography>
          <LanguageSwitch color="inherit" />
          <UserMenu />
        </Toolbar>
        <ConnectionBar />
      </AppBar>
      {wide ? (
        <Drawer
          variant="permanent"
          sx={{ width: MENU_WIDTH, flexShrink: 0, '& .MuiDrawer-paper': { width: MENU_WIDTH } }}
        >
          <Toolbar variant="dense" />
          <Menu />
        </Drawer>
      ) : (
        <Drawer
          open={open}
          onClose={() => setOpen(false)}
          onClick={() => setOpen(false)}
          sx={{ '& .MuiDrawer-paper': { width: 260 } }}
        >
          <Toolbar variant="dense" />
          <Menu />
        </Drawer>
      )}
      <Box component="main" id="content" tabIndex={-1} sx={{ flex: 1, minWidth: 0, outline: 'none' }}>
        <Toolbar variant="dense" className="no-print" />
        <Box sx={{ p: { xs: 1.5, md: 2.5 }, maxWidth: 1500 }}>
          <Suspense fallback={<Waiting />} key={pathname}>
            <Outlet />
          </Suspense>
        </Box>
      </Box>
    </Box>
  );
}

function Menu() {
  const say = useSay();
  const user = useUser();
  const mine = places.filter((place) => place.for?.(user) ?? true);
  return (
    <nav aria-label={say(common.menu)}>
      {(['work', 'data'] as const).map((group, i) => (
        <Box key={group}>
          {i > 0 && <Divider />}
          <List dense>
            {mine
              .filter((place) => place.group === group)
              .map(({ to, name, icon: Icon }) => (
                <ListItem key={to} disablePadding>
                  <ListItemButton
                    component={NavLink}
                    to={to}
                    end={to === '/'}
                    sx={{
                      minHeight: 40,
                      '&.active': {
                        bgcolor: '#e6eef6',
                        color: 'primary.main',
                        fontWeight: 650,
                        boxShadow: 'inset 3px 0 #16426b',
                      },
                    }}
                  >
                    <ListItemIcon sx={{ minWidth: 34, color: 'inherit' }}>
                      <Icon fontSize="small" />
                    </ListItemIcon>
                    <ListItemText
                      primary={say(name)}
                      slotProps={{ primary: { sx: { fontWeight: 'inherit' } } }}
                    />
                  </ListItemButton>
                </ListItem>
              ))}
          </List>
        </Box>
      ))}
    </nav>
  );
}
