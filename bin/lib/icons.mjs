// The sprite behind components/ui/icon.tsx: lucide's drawings of the icons that we name.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.mjs'

export const spritePath = join(root, 'components/ui/icons.svg')

const names = () =>
  [
    ...readFileSync(join(root, 'components/ui/icon-names.ts'), 'utf8').matchAll(
      /^ {2}'([^']+)',/gm,
    ),
  ].map(([, name]) => name)

const componentOf = (name) =>
  name.replace(/(?:^|-)([a-z0-9])/g, (_, letter) => letter.toUpperCase())

export async function drawSprite() {
  const lucide = await import('lucide-react')
  const { createElement } = await import('react')
  const { renderToStaticMarkup } = await import('react-dom/server')
  const symbols = names().map((name) => {
    const icon = lucide[componentOf(name)]
    if (!icon) throw new Error(`lucide has no icon "${name}"`)
    const drawing = renderToStaticMarkup(createElement(icon)).replace(/^<svg[^>]*>|<\/svg>$/g, '')
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`
  })
  // The bundler asks every picture for its size.
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n${symbols.join('\n')}\n</svg>\n`
}
