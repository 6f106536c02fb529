'use client'

import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import type { TableUrl } from '@/components/table/table-url'
import { leadStatuses, leadStatusLabels } from '@/lib/leads/labels'

type LeadSearchProps = { url: TableUrl; withStage?: boolean | undefined }

/** The filters of leads that console and portal have in common. */
export const LeadSearch = ({ url, withStage }: LeadSearchProps) => (
  <>
    <SearchInput url={url} label="Search leads" />
    {withStage && (
      <FilterMenu
        url={url}
        param="status"
        label="Stage"
        options={leadStatuses.map((value) => ({ value, label: leadStatusLabels[value] }))}
      />
    )}
  </>
)
