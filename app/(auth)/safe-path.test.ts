import { describe, expect, it } from 'vitest'
import { safePath } from './safe-path'

describe('where to go after signing in', () => {
  it.each(['/', '/northwind/leads?status=won', '/invitations/abc'])('takes %s', (path) => {
    expect(safePath(path)).toBe(path)
  })

  it.each([
    undefined,
    ['/a', '/b'],
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'northwind',
  ])('goes to the start instead of %s', (next) => {
    expect(safePath(next)).toBe('/')
  })
})
