import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent colour. Shade 7 carries white text at 6.4:1, shade 3 stands on the dark background at 9:1. */
const spruce: MantineColorsTuple = [
  '#e8f6f4',
  '#d3ebe8',
  '#a5d8d1',
  '#74c4ba',
  '#4eb3a7',
  '#2f9589',
  '#157c71',
  '#0b6b62',
  '#08574f',
  '#06443e',
];

/** Neutral surfaces of the dark scheme, lightest (text) first as Mantine expects. */
const dark: MantineColorsTuple = [
  '#d5d8db',
  '#b4b9be',
  '#8b9197',
  '#5f656b',
  '#3b4046',
  '#2c3035',
  '#212428',
  '#191b1e',
  '#131517',
  '#0d0e10',
];

/** One type scale, spacing in steps of 4 and 8 pixels, one radius. */
export const theme = createTheme({
  primaryColor: 'spruce',
  primaryShade: { light: 7, dark: 7 },
  colors: { spruce, dark },
  autoContrast: true,
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.4' },
      h2: { fontSize: '16px', lineHeight: '1.5' },
      h3: { fontSize: '14px', lineHeight: '1.5' },
    },
  },
  components: {
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: true, events: { hover: true, focus: true, touch: false } },
    },
    Button: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 16 } },
    Select: { defaultProps: { comboboxProps: { shadow: 'md' } } },
  },
});

/**
 * The quiet text colours of the component library fall short of 4.5:1 (WCAG 2.2, 1.4.3) in both schemes;
 * these do not.
 */
export const readableColours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565d64',
    '--mantine-color-placeholder': '#666d74',
    '--mantine-color-error': '#b42318',
    '--mantine-color-text': '#1b1f23',
    '--tp-surface': '#ffffff',
    '--tp-canvas': '#f7f8f9',
    '--tp-line': '#e2e5e8',
    '--tp-field-line': '#868e96',
    '--tp-hover': '#f1f3f5',
    '--tp-selected': '#e8f6f4',
    '--tp-accent': '#0b6b62',
    '--tp-attention': '#8a4b00',
    '--tp-attention-surface': '#fff4e0',
    '--tp-status-new': '#0b6b62',
    '--tp-status-accepted': '#b06000',
    '--tp-status-booked': '#1a7f37',
    '--tp-status-dismissed': '#6e7781',
  },
  dark: {
    '--mantine-color-dimmed': '#a3a9af',
    '--mantine-color-placeholder': '#959ba1',
    '--mantine-color-error': '#ff9b91',
    '--mantine-color-text': '#e3e6e8',
    '--mantine-color-body': '#191b1e',
    '--tp-surface': '#191b1e',
    '--tp-canvas': '#131517',
    '--tp-line': '#2c3035',
    '--tp-field-line': '#747a81',
    '--tp-hover': '#212428',
    '--tp-selected': '#12302d',
    '--tp-accent': '#74c4ba',
    '--tp-attention': '#f5c26b',
    '--tp-attention-surface': '#332711',
    '--tp-status-new': '#4eb3a7',
    '--tp-status-accepted': '#e3a34a',
    '--tp-status-booked': '#57c97a',
    '--tp-status-dismissed': '#8b9197',
  },
});
