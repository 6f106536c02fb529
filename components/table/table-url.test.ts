import { expect, test } from 'vitest'
import { filterHref, hrefWith, listParam, nextSort, textParam } from './table-url'

const url = {
  pathname: '/acme/leads',
  params: { q: 'a&b', status: 'new,won', after: 'cursor', from: '51', empty: undefined },
}

test('a sheet keeps the page', () => {
  expect(hrefWith(url, { lead: '7' })).toBe(
    '/acme/leads?q=a%26b&status=new,won&after=cursor&from=51&lead=7',
  )
})

test('a filter begins at the first page', () => {
  expect(filterHref(url, { status: ['lost'] })).toBe('/acme/leads?q=a%26b&status=lost')
})

test('an empty filter leaves the URL', () => {
  expect(filterHref(url, { status: [], q: '' })).toBe('/acme/leads')
  expect(filterHref(url, { status: null, q: null })).toBe('/acme/leads')
})

test('reads lists and texts', () => {
  expect(listParam(url, 'status')).toEqual(['new', 'won'])
  expect(listParam(url, 'tier')).toEqual([])
  expect(textParam(url, 'q')).toBe('a&b')
  expect(textParam({ ...url, params: { q: ['x', 'y'] } }, 'q')).toBe('x')
})

test('a sort turns around', () => {
  expect(nextSort('value', '', true)).toBe('-value')
  expect(nextSort('value', '-value', true)).toBe('value')
  expect(nextSort('name', '', false)).toBe('name')
  expect(nextSort('name', 'name', false)).toBe('-name')
})
