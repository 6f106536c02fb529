import type { ReactNode } from 'react'
import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import type { TableUrl } from '@/components/table/table-url'
import { categories, categoryLabels, pricingLabels, pricings } from '@/lib/directories/labels'
import { optionsOf } from './options-of'

type DirectoryFiltersProps = {
  url: TableUrl
  methods: readonly { value: string; label: string }[]
  children: ReactNode
}

/** What directories are narrowed by wherever they are listed, and what else narrows them there. */
export const DirectoryFilters = ({ url, methods, children }: DirectoryFiltersProps) => (
  <>
    <SearchInput url={url} label="Search directories" />
    <FilterMenu
      url={url}
      param="category"
      label="Category"
      options={optionsOf(categories, categoryLabels)}
    />
    <FilterMenu
      url={url}
      param="pricing"
      label="Pricing"
      options={optionsOf(pricings, pricingLabels)}
    />
    <FilterMenu url={url} param="method" label="Method" options={methods} />
    {children}
  </>
)
