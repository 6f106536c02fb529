import localFont from 'next/font/local'

/**
 * Not preloaded: on a first visit the words stand there in a fallback of the same widths a moment
 * sooner, and the font is in the cache afterwards.
 */
export const sans = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
  preload: false,
})
