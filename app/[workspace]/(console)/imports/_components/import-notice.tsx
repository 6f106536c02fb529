import { Callout } from '@/components/ui/callout'
import { TextLink } from '@/components/ui/text-link'
import { kindNouns } from '@/lib/imports/kinds'
import type { ImportFound } from '@/lib/imports/schema'
import { formatDateTime } from '@/lib/time'
import { counted } from '@/lib/words'

type ImportNoticeProps = { slug: string; found: ImportFound; timeZone: string }

/** What is special about this import: cancelled, stopped, or a file that came before. */
export function ImportNotice({ slug, found, timeZone }: ImportNoticeProps) {
  if (found.sameFileAs)
    return (
      <Callout tone="info" title="This very file was imported before">
        <TextLink href={`/${slug}/imports/${found.sameFileAs.id}`}>
          On {formatDateTime(found.sameFileAs.finishedAt, timeZone)}
        </TextLink>
        . Its rows will show as duplicates, and importing it again adds nothing.
      </Callout>
    )
  if (found.status === 'cancelled')
    return (
      <Callout tone="neutral" title="This import was cancelled">
        {found.confirmedAt
          ? `Of ${counted(found.totalRows, 'row')}, ${counted(found.importedRows, 'had been imported and stays', 'had been imported and stay')}. Upload the file again to import the rest: what is there already adds nothing.`
          : 'Nothing was imported.'}
      </Callout>
    )
  if (found.status === 'failed')
    return (
      <Callout tone="danger" title="This import stopped">
        {found.error}{' '}
        {found.confirmedAt
          ? `${counted(found.importedRows, `${kindNouns[found.kind][0]} is`, `${kindNouns[found.kind][1]} are`)} imported; resuming goes on with the rest.`
          : 'Check it again below.'}
      </Callout>
    )
  return null
}
