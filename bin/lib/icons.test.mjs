import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawSprite, spritePath } from './icons.mjs'

test('the sprite holds every icon that is named', async () => {
  expect(readFileSync(spritePath, 'utf8')).toBe(await drawSprite())
})
