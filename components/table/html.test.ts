import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html } from './html'

test('escapes values, in text and in attributes', () => {
  const name = `<img src=x onerror="alert('1')"> & co`
  expect(html`<td title="${name}">${name}</td>`.markup).toBe(
    '<td title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co">' +
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co</td>',
  )
})

test('composes', () => {
  const cells = [html`<td>${1}</td>`, html`<td>${'a<b'}</td>`]
  expect(html`<tr>${cells}${null}${false}${undefined}</tr>`.markup).toBe(
    '<tr><td>1</td><td>a&lt;b</td></tr>',
  )
})

test('no text opens a tag or leaves an attribute', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(html`${text}`.markup).not.toMatch(/[<>"']/)
    }),
  )
})
