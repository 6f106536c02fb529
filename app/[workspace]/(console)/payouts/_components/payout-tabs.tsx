import { Tabs } from '@/components/ui/tabs'

/** Payouts one by one, or by the run that made them. */
export function PayoutTabs({ slug, current }: { slug: string; current: 'payouts' | 'runs' }) {
  return (
    <Tabs
      label="Payouts"
      tabs={[
        { href: `/${slug}/payouts`, label: 'Payouts', current: current === 'payouts' },
        { href: `/${slug}/payouts/runs`, label: 'Runs', current: current === 'runs' },
      ]}
    />
  )
}
