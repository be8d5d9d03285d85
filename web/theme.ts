import { createTheme } from '@mui/material/styles';
import { enUS, viVN } from '@mui/material/locale';
import type { Language } from './words/words.ts';

/** Round what has the focus, 3:1 against white, the page's grey and the primary colour beside it (WCAG 2.2, 1.4.11, 2.4.13). */
const frame = { outline: '3px solid #d17500', outlineOffset: 1 };
/** Within what would cut it off at its edge. */
const frameWithin = { '&:focus-visible': { ...frame, outlineOffset: -3 } };

/** Dense and calm: for people who live in Excel. Every colour of text holds 4.5:1 on white and on the page's grey. */
export const themeOf = (language: Language) =>
  createTheme(
    {
      palette: {
        primary: { main: '#16426b' },
        secondary: { main: '#8a1c1c' },
        error: { main: '#b3261e' },
        warning: { main: '#8a5300' },
        success: { main: '#1b6b3a' },
        info: { main: '#1f5f99' },
        text: { primary: '#1b2430', secondary: '#4c5867' },
        background: { default: '#f4f6f8', paper: '#ffffff' },
        divider: '#d8dee5',
      },
      shape: { borderRadius: 6 },
      typography: {
        fontFamily: '"Inter Variable", system-ui, sans-serif',
        fontSize: 13,
        h1: { fontSize: '1.3rem', fontWeight: 650, lineHeight: 1.3 },
        h2: { fontSize: '1rem', fontWeight: 650, lineHeight: 1.4 },
        h3: { fontSize: '0.9rem', fontWeight: 650, lineHeight: 1.4 },
        button: { textTransform: 'none', fontWeight: 600 },
      },
      components: {
        MuiCssBaseline: {
          styleOverrides: {
            ':focus-visible': frame,
            '@page': { size: 'A4', margin: '14mm 12mm' },
            // For those who asked their computer for stillness.
            '@media (prefers-reduced-motion: reduce)': {
              '*, ::before, ::after': {
                animationDuration: '1ms !important',
                transitionDuration: '1ms !important',
              },
            },
            // On paper: what there is to read, whole, and nothing to press.
            '@media print': {
              body: { background: '#fff' },
              // Bars of quotas and stages are drawn by their backgrounds.
              '*': { printColorAdjust: 'exact' },
              'header, nav, .no-print, .MuiDrawer-root, .MuiDialog-root, .MuiSnackbar-root, .MuiCheckbox-root, main button':
                { display: 'none !important' },
              '.MuiChip-root': { minWidth: 'max-content' },
              '.MuiTableCell-root': { padding: '4px 6px !important' },
              '.MuiTableCell-head': { whiteSpace: 'normal !important' },
              'tr, li, dt, dd, .whole, .MuiAlert-root': { breakInside: 'avoid' },
              'h1, h2, h3': { breakAfter: 'avoid' },
              'main *': { maxHeight: 'none !important', overflow: 'visible !important' },
              'details::details-content': { contentVisibility: 'visible', blockSize: 'auto' },
              'a, a:visited': { color: 'inherit !important', textDecoration: 'none !important' },
            },
          },
        },
        MuiButtonBase: { styleOverrides: { root: { '&:focus-visible': frame } } },
        MuiMenuItem: { styleOverrides: { root: frameWithin } },
        MuiListItemButton: { styleOverrides: { root: frameWithin } },
        MuiButton: {
          defaultProps: { size: 'small', disableElevation: true, disableFocusRipple: true },
          styleOverrides: { root: { minHeight: 34 }, text: { minWidth: 0 } },
        },
        MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
        MuiFormControl: { defaultProps: { size: 'small' } },
        MuiTable: { defaultProps: { size: 'small' } },
        MuiTableCell: {
          styleOverrides: {
            root: { verticalAlign: 'top', borderColor: '#e3e8ed' },
            body: {
              // What is to press stands in line with what is to read.
              '& .MuiButton-text': { margin: '-6px 0 -6px -5px' },
            },
            // Digits of one width where they stand under each other: elsewhere they would spread codes and names apart.
            alignRight: { fontVariantNumeric: 'tabular-nums' },
            head: {
              ...{ fontWeight: 650, color: '#4c5867', backgroundColor: '#f4f6f8', whiteSpace: 'nowrap' },
              verticalAlign: 'baseline',
            },
          },
        },
        // Heads that sort stand on one line with those that do not.
        MuiTableSortLabel: {
          styleOverrides: {
            root: { verticalAlign: 'baseline', alignItems: 'baseline' },
            icon: { alignSelf: 'center' },
          },
        },
        MuiChip: { defaultProps: { size: 'small' } },
        MuiPaper: { defaultProps: { variant: 'outlined' } },
        MuiLink: { styleOverrides: { root: { fontWeight: 550 } } },
        MuiTab: { styleOverrides: { root: { minHeight: 42, ...frameWithin } } },
        MuiTabs: { styleOverrides: { root: { minHeight: 42 } } },
      },
    },
    language === 'vi' ? viVN : enUS,
  );
