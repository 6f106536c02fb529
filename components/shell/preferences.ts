import { THEME_COOKIE, type Theme, themeAttribute } from './theme'

export const SIDEBAR_COOKIE = 'sidebar'
const YEAR = 31_536_000

function remember(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`
}

export function chooseTheme(theme: Theme): void {
  remember(THEME_COOKIE, theme)
  const attribute = themeAttribute(theme)
  if (attribute) document.documentElement.dataset.theme = attribute
  else delete document.documentElement.dataset.theme
}

export function rememberSidebar(collapsed: boolean): void {
  remember(SIDEBAR_COOKIE, collapsed ? 'collapsed' : 'open')
}
