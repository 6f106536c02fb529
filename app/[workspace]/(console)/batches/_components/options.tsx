import { CheckboxField } from '@/components/form/checkbox-field'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'

const priorities = ['Highest', 'High', 'Normal', 'Low', 'Lowest']
export const priorityLabel = (priority: number) => priorities[priority - 1] ?? 'Normal'

type OptionFieldsProps = {
  options?: { priority: number; maxConcurrentItems: number | null; stopOnError: boolean }
}

/** How a batch is worked; the same when it is queued and when it is changed. */
export const OptionFields = ({ options }: OptionFieldsProps) => (
  <>
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        name="priority"
        label="Priority"
        options={priorities.map((label, index) => ({ value: String(index + 1), label }))}
        defaultValue={String(options?.priority ?? 3)}
      />
      <TextField
        name="maxConcurrentItems"
        label="Most at a time"
        help="Empty for no limit."
        type="number"
        min={1}
        max={1000}
        optional
        defaultValue={options?.maxConcurrentItems ?? ''}
      />
    </div>
    <CheckboxField
      name="stopOnError"
      label="Stop at the first failure"
      hint="The rest waits until somebody has looked at it."
      defaultChecked={options?.stopOnError ?? false}
    />
  </>
)
