export const THEME_COOKIE = 'theme'
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const parseTheme = (value: string | undefined): Theme =>
  THEMES.find((theme) => theme === value) ?? 'system'

/** For <html data-theme>: nothing follows the system. The server reads it, so nothing flashes. */
export const themeAttribute = (theme: Theme): string | undefined =>
  theme === 'system' ? undefined : theme
