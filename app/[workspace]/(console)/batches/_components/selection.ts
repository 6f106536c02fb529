import { listParam, type TableUrl, textParam } from '@/components/table/table-url'
import { categories, linkTypes, pricings } from '@/lib/directories/labels'
import { methods } from '@/lib/queue/labels'
import { oneOf } from '../../../_components/list-params'

const percentParam = (url: TableUrl, name: string): number | undefined => {
  const text = textParam(url, name)
  const value = Number(text)
  return text !== '' && Number.isInteger(value) && value >= 0 && value <= 100 ? value : undefined
}

export const builderSorts = [
  { value: 'approval', label: 'Best expected approval' },
  { value: 'authority', label: 'Highest authority' },
  { value: 'credits', label: 'Fewest credits' },
  { value: 'name', label: 'Name' },
] as const

export const sortOf = (url: TableUrl) =>
  builderSorts.find(({ value }) => value === textParam(url, 'sort'))?.value ?? 'approval'

/**
 * The filter of the builder as its address says it; it stays with the batch, for replacements. While the
 * address names no country, it is the customer's.
 */
export const selectionOf = (url: TableUrl, home: string | undefined) => {
  const country = textParam(url, 'country') || home || ''
  return {
    category: oneOf(categories, listParam(url, 'category')),
    pricing: oneOf(pricings, listParam(url, 'pricing')),
    linkType: oneOf(linkTypes, listParam(url, 'links')),
    method: oneOf(methods, listParam(url, 'method')),
    minAuthority: percentParam(url, 'authority'),
    minApproval: percentParam(url, 'approval'),
    country: /^[A-Z]{2}$/.test(country) ? country : undefined,
    search: textParam(url, 'q').slice(0, 100).trim() || undefined,
  }
}
