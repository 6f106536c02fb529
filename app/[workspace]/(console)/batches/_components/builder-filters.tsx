import { FilterBar } from '@/components/table/filter-bar'
import { FilterMenu } from '@/components/table/filter-menu'
import type { TableUrl } from '@/components/table/table-url'
import { linkTypeLabels, linkTypes } from '@/lib/directories/labels'
import { methodLabels, methods } from '@/lib/queue/labels'
import { DirectoryFilters } from '../../../_components/directory-filters'
import { optionsOf } from '../../../_components/options-of'
import { ChoiceFilter } from './choice-filter'
import { builderSorts, sortOf } from './selection'

const atLeast = (values: readonly number[], unit: string) => [
  { value: '', label: 'Any' },
  ...values.map((value) => ({ value: String(value), label: `At least ${value}${unit}` })),
]

type BuilderFiltersProps = {
  url: TableUrl
  /** The customer's country. */
  home: string | undefined
  more: boolean
  shown: number
}

/** What narrows the directories; all of it in the address. */
export const BuilderFilters = ({ url, home, more, shown }: BuilderFiltersProps) => (
  <div className="flex flex-col gap-2">
    <FilterBar>
      <DirectoryFilters url={url} methods={optionsOf(methods, methodLabels)}>
        <FilterMenu
          url={url}
          param="links"
          label="Links"
          options={optionsOf(linkTypes, linkTypeLabels)}
        />
        <ChoiceFilter
          url={url}
          param="authority"
          label="Authority"
          options={atLeast([20, 40, 60, 80], '')}
        />
        <ChoiceFilter
          url={url}
          param="approval"
          label="Expected approval"
          options={atLeast([50, 60, 70, 80, 90], ' %')}
        />
        {home && (
          <ChoiceFilter
            url={url}
            param="country"
            label="Country"
            options={[
              { value: '', label: `${home} and any` },
              { value: 'all', label: 'All' },
            ]}
          />
        )}
        <ChoiceFilter
          url={url}
          param="sort"
          label="Order"
          usual={sortOf(url)}
          options={builderSorts}
        />
      </DirectoryFilters>
    </FilterBar>
    {more && (
      <p className="text-muted text-sm">
        The first {shown.toLocaleString('en-US')} are shown. Narrow the filter to see the others.
      </p>
    )}
  </div>
)
