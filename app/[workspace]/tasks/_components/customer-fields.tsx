import { useKeys } from '@/components/shell/commands'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { copyKeys } from './copy-keys'
import type { Task } from './wire'

type FieldsProps = { task: Task; copied: string | null; onCopy: (index: number) => void }

function FieldRow({
  field,
  index,
  copied,
  onCopy,
}: {
  field: Task['fields'][number]
  index: number
  copied: boolean
  onCopy: () => void
}) {
  const keys = useKeys(`copy-${index + 1}`, copyKeys(index) ?? '')
  return (
    <li>
      <button
        type="button"
        onClick={onCopy}
        aria-label={`Copy ${field.label}: ${field.value}`}
        className="grid w-full grid-cols-[7.5rem_1fr_auto] items-start gap-x-3 rounded-md px-2 py-1.5 text-left text-sm hover:bg-hover max-sm:grid-cols-[1fr_auto]"
      >
        <span className="text-muted max-sm:col-span-2 max-sm:text-xs">{field.label}</span>
        <span className="wrap-anywhere line-clamp-3 min-w-0 whitespace-pre-line">
          {field.value}
        </span>
        <span className="flex min-w-14 justify-end">
          {copied ? (
            <Icon name="check" className="size-4 text-success" />
          ) : (
            <>
              <Icon name="copy" className="size-4 text-muted sm:hidden" />
              {keys && (
                <span className="max-sm:hidden">
                  <Kbd keys={keys} />
                </span>
              )}
            </>
          )}
        </span>
      </button>
    </li>
  )
}

/** The customer's data that this task needs, each copied by one key. */
export function CustomerFields({ task, copied, onCopy }: FieldsProps) {
  const { customer, fields } = task
  return (
    <Card
      title={customer.companyName}
      description={[
        customer.contactName,
        customer.email,
        customer.languages.length > 0 && `speaks ${customer.languages.join(', ')}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {fields.length === 0 ? (
        <p className="text-muted text-sm">
          The profile is empty. Ask the customer for what you need.
        </p>
      ) : (
        <ul className="-mx-2 flex flex-col">
          {fields.map((field, index) => (
            <FieldRow
              key={field.name}
              field={field}
              index={index}
              copied={copied === field.name}
              onCopy={() => onCopy(index)}
            />
          ))}
        </ul>
      )}
    </Card>
  )
}
