// Draws components/ui/icons.svg from the names in components/ui/icon-names.ts.
import { writeFileSync } from 'node:fs'
import { drawSprite, spritePath } from './lib/icons.mjs'

writeFileSync(spritePath, await drawSprite())
