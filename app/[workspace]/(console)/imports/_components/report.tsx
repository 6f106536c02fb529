import { buttonVariants } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { Stat, StatGroup } from '@/components/ui/stat'
import type { LeadImport, Report as ReportOf } from '@/lib/imports/schema'
import { leadStatusLabels } from '@/lib/leads/schema'
import { counted } from '@/lib/words'
import { count } from './tones'

type ReportProps = { slug: string; found: LeadImport; report: ReportOf; href: string }

/** What the import made, and what it left out. */
export function Report({ slug, found, report, href }: ReportProps) {
  const stages = report.leads.map(
    ({ status, count: leads }) => `${count(leads)} ${leadStatusLabels[status].toLowerCase()}`,
  )
  const leads = report.leads.reduce((total, stage) => total + stage.count, 0)
  const commissions = report.commissions.reduce((total, sum) => total + sum.count, 0)
  return (
    <div className="flex flex-col gap-3">
      <StatGroup label="What became of the rows">
        <Stat
          label="Imported"
          value={count(found.importedRows)}
          hint={stages.join(', ')}
          href={`${href}?status=imported`}
        />
        <Stat
          label="Rejected"
          value={count(found.rejectedRows)}
          hint={found.rejectedRows > 0 ? 'Left out; the file below says why' : 'None was left out'}
          href={`${href}?status=rejected`}
        />
        <Stat
          label="Duplicates"
          value={count(found.duplicateRows)}
          hint="Imported before, or repeated in the file"
          href={`${href}?status=duplicate`}
        />
        <Stat label="Partners made" value={count(report.partnersMade)} />
      </StatGroup>
      {commissions > 0 && (
        <Card title="Commissions of past deals">
          <ul className="flex flex-col gap-1 text-sm">
            {report.commissions.map((sum) => (
              <li key={sum.currency} className="flex justify-between gap-4">
                <span>
                  {counted(sum.count, 'commission')} in {sum.currency},{' '}
                  {found.mapping.alreadyPaid ? 'kept as paid already' : 'waiting for approval'}
                </span>
                <Money className="font-medium" minor={sum.amount} currency={sum.currency} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <div className="flex flex-wrap gap-2">
        {leads > 0 && (
          <ButtonLink variant="primary" href={`/${slug}/leads?import=${found.id}`}>
            {leads === 1 ? 'See the lead' : `See the ${counted(leads, 'lead')}`}
          </ButtonLink>
        )}
        {found.rejectedRows > 0 && (
          <a
            href={`/api/v1/lead-imports/${found.id}/rejected-rows?workspace=${slug}`}
            download
            className={buttonVariants()}
          >
            <Icon name="download" /> Rejected rows as CSV
          </a>
        )}
      </div>
    </div>
  )
}
