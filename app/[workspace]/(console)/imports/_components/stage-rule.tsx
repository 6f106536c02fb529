import { SelectField } from '@/components/form/select-field'
import { Card } from '@/components/ui/card'
import { plainWord } from '@/lib/imports/plain-word'
import type { Column, Mapping } from '@/lib/imports/schema'
import { leadStatuses, leadStatusLabels } from '@/lib/leads/schema'
import { counted } from '@/lib/words'

const options = leadStatuses.map((value) => ({ value, label: leadStatusLabels[value] }))

type StageRuleProps = { column: Column | undefined; stages: Mapping['stages'] }

/** What each word of the stage column counts as. */
export function StageRule({ column, stages }: StageRuleProps) {
  if (!column)
    return (
      <Card title="Stages">
        <p className="text-muted text-sm">
          No column is the stage, so every row becomes a prospect.
        </p>
      </Card>
    )
  if (!column.words)
    return (
      <Card title="Stages">
        <p className="text-danger text-sm">
          “{column.name}” holds more than 50 different values, so it is no stage.
        </p>
      </Card>
    )
  return (
    <Card title="Stages" description={`What the words of “${column.name}” count as.`}>
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2 xl:grid-cols-4">
        {column.words.map(({ word, count }) => (
          <SelectField
            key={word}
            name={`stages.${word}`}
            label={word}
            help={counted(count, 'row')}
            placeholder="Choose…"
            options={options}
            defaultValue={stages[plainWord(word)] ?? ''}
          />
        ))}
      </div>
    </Card>
  )
}
