import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import {
  businessFieldLabels,
  businessFields,
  proofKindLabels,
  proofKinds,
} from '@/lib/directories/labels'
import type { Directory } from '@/lib/directories/schema'
import { EditButton } from './edit-button'

type RequirementsCardProps = {
  slug: string
  directory: Directory
  currency: string
  editable: boolean
}

/** What the directory asks for, in words. */
export function RequirementsCard({ editable, ...props }: RequirementsCardProps) {
  const { fields, proofs, notes } = props.directory.requirements
  const named = (required: boolean) =>
    businessFields
      .filter((field) => fields[field]?.required === required)
      .map((field) => {
        const most = fields[field]?.maxLength
        return `${businessFieldLabels[field]}${most ? ` (at most ${most} characters)` : ''}`
      })
      .join(', ') || null
  return (
    <Card
      title="What it asks for"
      actions={editable && <EditButton {...props} what="requirements" />}
    >
      <DefinitionList
        items={[
          ['Required', named(true)],
          ['If there is one', named(false)],
          [
            'Checked by',
            proofKinds
              .filter((kind) => proofs.includes(kind))
              .map((kind) => proofKindLabels[kind])
              .join(', ') || null,
          ],
          ...(notes ? [['Notes', notes] as const] : []),
        ]}
      />
    </Card>
  )
}
