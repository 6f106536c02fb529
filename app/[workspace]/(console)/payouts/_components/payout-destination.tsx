import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { ask } from '@/lib/api/actions'
import { partners } from '@/lib/partners/procedures'

/** Where the money goes, in clear, for whoever makes the transfer. */
export async function PayoutDestination({ slug, partnerId }: { slug: string; partnerId: string }) {
  const details = await ask(partners.payoutDetails, slug, { id: partnerId })
  if (!details)
    return (
      <Callout tone="warning" title="No payout details">
        The partner has not said yet where to send the money. They can in their portal, under
        Profile.
      </Callout>
    )
  const copyable = (what: string, value: string) => (
    <span className="flex items-center gap-1">
      <span className="min-w-0 break-all font-mono text-xs">{value}</span>
      <CopyButton text={value} what={what} />
    </span>
  )
  return (
    <Card title="Send to">
      <DefinitionList
        items={
          details.method === 'bank'
            ? [
                ['Account holder', details.holder],
                ['IBAN or account', copyable('account number', details.iban)],
                ['BIC', details.bic ?? null],
              ]
            : [['PayPal', copyable('address', details.email)]]
        }
      />
    </Card>
  )
}
