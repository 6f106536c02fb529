import type { ReactNode } from 'react'
import { buttonVariants } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { Stat, StatGroup } from '@/components/ui/stat'
import { kindNouns, kindPages, kindPaths } from '@/lib/imports/kinds'
import type { Report as LeadReportOf } from '@/lib/imports/leads/schema'
import type { ImportFound, Summary } from '@/lib/imports/schema'
import { leadStatusLabels } from '@/lib/leads/schema'
import { counted } from '@/lib/words'
import { count } from './tones'

type ReportProps = { slug: string; found: ImportFound; href: string }

/** What the import made, and what it left out. */
export const LeadReport = ({ report, ...props }: ReportProps & { report: LeadReportOf }) => {
  const stages = report.leads.map(
    ({ status, count: leads }) => `${count(leads)} ${leadStatusLabels[status].toLowerCase()}`,
  )
  const commissions = report.commissions.reduce((total, sum) => total + sum.count, 0)
  return (
    <div className="flex flex-col gap-3">
      <Counts {...props} hint={stages.join(', ')}>
        <Stat label="Partners made" value={count(report.partnersMade)} />
      </Counts>
      {commissions > 0 && (
        <Card title="Commissions of past deals">
          <ul className="flex flex-col gap-1 text-sm">
            {report.commissions.map((sum) => (
              <li key={sum.currency} className="flex justify-between gap-4">
                <span>
                  {counted(sum.count, 'commission')} in {sum.currency},{' '}
                  {props.found.mapping.alreadyPaid
                    ? 'kept as paid already'
                    : 'waiting for approval'}
                </span>
                <Money className="font-medium" minor={sum.amount} currency={sum.currency} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Onwards {...props} />
    </div>
  )
}

/** The same for a plain kind. */
export const PlainReport = ({ report, ...props }: ReportProps & { report: Summary }) => (
  <div className="flex flex-col gap-3">
    <Counts
      {...props}
      hint={report.groups.map(({ label, count: n }) => `${count(n)} ${label}`).join(', ')}
    />
    <Onwards {...props} />
  </div>
)

type CountsProps = Omit<ReportProps, 'slug'> & { hint: string; children?: ReactNode }

const Counts = ({ found, href, hint, children }: CountsProps) => (
  <StatGroup label="What became of the rows">
    <Stat
      label="Imported"
      value={count(found.importedRows)}
      hint={hint}
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
      hint="Here already, or repeated in the file"
      href={`${href}?status=duplicate`}
    />
    {children}
  </StatGroup>
)

function Onwards({ slug, found }: ReportProps) {
  const { kind, importedRows } = found
  const list = `/${slug}/${kindPages[kind]}${kind === 'leads' ? `?import=${found.id}` : ''}`
  const [one] = kindNouns[kind]
  return (
    <div className="flex flex-wrap gap-2">
      {importedRows > 0 && (
        <ButtonLink variant="primary" href={list}>
          {importedRows === 1
            ? `See the ${one}`
            : `See the ${counted(importedRows, ...kindNouns[kind])}`}
        </ButtonLink>
      )}
      {found.rejectedRows > 0 && (
        <a
          href={`/api/v1/${kindPaths[kind]}/${found.id}/rejected-rows?workspace=${slug}`}
          download
          className={buttonVariants()}
        >
          <Icon name="download" /> Rejected rows as CSV
        </a>
      )}
    </div>
  )
}
