import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import type { ActionError } from '@/lib/api/actions'

/** An address that names no rows, such as one typed by hand, and what is wrong with it. */
export function NoSuchRows({ slug, error }: { slug: string; error: ActionError }) {
  const wrong = Object.entries(error.fields ?? {})
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Analytics', href: `/${slug}/analytics` }, { label: 'Rows' }]}
        title="No such rows"
      />
      <EmptyState
        title="This address names no rows"
        icon={<Icon name="chart-column" />}
        action={<ButtonLink href={`/${slug}/analytics`}>To the dashboards</ButtonLink>}
      >
        {wrong.length > 0
          ? wrong.map(([field, words]) => `${field}: ${words}`).join(' ')
          : error.message}
      </EmptyState>
    </>
  )
}
