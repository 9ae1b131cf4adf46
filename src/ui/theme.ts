import { createTheme, type CSSVariablesResolver } from '@mantine/core'

/** Mantine in our measures: everything that can be a token is one. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '22px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '10px', xl: '10px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  defaultRadius: 'sm',
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: false,
  cursorType: 'pointer',
  colors: {
    petrol: [
      '#edf6f5',
      '#d9ecea',
      '#b1d9d6',
      '#85c5c1',
      '#5cc7c1',
      '#1f8f8c',
      '#15807e',
      '#0b6b6b',
      '#095858',
      '#064646',
    ],
  },
  components: {
    // Dialogs lie in the browser's top layer, so what drops down must stay inside them.
    Combobox: {
      defaultProps: { withinPortal: false, floatingStrategy: 'fixed' },
      classNames: { dropdown: 'input-drop' },
    },
    Popover: {
      defaultProps: { withinPortal: false, floatingStrategy: 'fixed' },
      classNames: { dropdown: 'input-drop' },
    },
    Input: { classNames: { wrapper: 'input-wrapper', input: 'input-field' } },
    InputWrapper: { classNames: { label: 'input-label', description: 'input-hint', error: 'input-error' } },
  },
})

const shared = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--tx)',
  '--mantine-color-dimmed': 'var(--tx-3)',
  '--mantine-color-placeholder': 'var(--tx-3)',
  '--mantine-color-error': 'var(--r-tx)',
  '--mantine-color-anchor': 'var(--accent-tx)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--ctl-line)',
  '--mantine-color-default-color': 'var(--tx)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-h)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-petrol-filled': 'var(--accent)',
  '--mantine-color-petrol-filled-hover': 'var(--accent-h)',
  '--mantine-color-petrol-light': 'var(--active)',
  '--mantine-color-petrol-light-color': 'var(--accent-tx)',
  '--mantine-shadow-md': 'var(--shadow)',
  '--mantine-shadow-xl': 'var(--shadow)',
}

/** Points Mantine's colours at the tokens, so that there is one source of truth for both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
})
