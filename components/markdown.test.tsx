import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Markdown } from './markdown'

const html = (source: string) => renderToStaticMarkup(<Markdown source={source} />)

describe('Markdown', () => {
  it('draws headings, lists and emphasis', () => {
    const made = html('# Calls\n\n1. Say *hello*\n2. **Write** `42` down\n\n- [x] done\n- open')
    for (const part of ['<h3', '<ol', '<em>hello</em>', '<strong', '<code', '>42</code>', '<ul'])
      expect(made).toContain(part)
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="x()">b</b> c',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x]( vbscript:x )',
    '![x](https://tracker.example.com/p.png)',
    '```html\n<script>alert(1)</script>\n```',
    '<a href="javascript:x">y</a>',
  ])('makes no element of %s', (source) => {
    const made = html(source)
    expect(made).not.toMatch(/<(script|img|b|a)\b/)
  })

  it('opens links elsewhere, without a way back', () => {
    const made = html('See [this](https://example.com/?a=1&b=2).')
    expect(made).toContain('href="https://example.com/?a=1&amp;b=2"')
    expect(made).toContain('rel="noopener noreferrer nofollow"')
  })
})
