import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Font } from '@react-pdf/renderer'

const fontOf = (name: string) => {
  const require = createRequire(join(process.cwd(), 'package.json'))
  return join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf', name)
}

let registered = false
/** The letters of documents: Latin, Greek, Cyrillic, Arabic and Hebrew. */
export function registerFonts() {
  if (registered) return
  registered = true
  Font.register({
    family: 'DejaVu',
    fonts: [
      { src: fontOf('DejaVuSansCondensed.ttf') },
      { src: fontOf('DejaVuSansCondensed-Bold.ttf'), fontWeight: 700 },
    ],
  })
  // Names and references are not words of a language we know.
  Font.registerHyphenationCallback((word) => [word])
}
