import { CheckboxField } from '@/components/form/checkbox-field'
import { Card } from '@/components/ui/card'
import type { Column, Mapping } from '@/lib/imports/schema'
import { CurrencyField } from './currency-field'
import { DateRule } from './date-rule'
import { StageRule } from './stage-rule'

type LeadRulesProps = { columns: Mapping['columns']; file: readonly Column[]; mapping: Mapping }

/** How stages, dates and amounts of leads are read. */
export const LeadRules = ({ columns, file, mapping }: LeadRulesProps) => (
  <>
    <StageRule
      column={columns.stage === undefined ? undefined : file[columns.stage]}
      stages={mapping.stages}
    />
    <DateRule columns={file} mapped={columns} order={mapping.dateOrder} />
    <Card title="Amounts and commissions">
      <div className="grid gap-4 sm:grid-cols-2">
        <CurrencyField
          currency={mapping.currency}
          help="Of amounts that name none. $1,054.00, 1.054,00 and 1054 are all understood."
        />
        <CheckboxField
          name="alreadyPaid"
          label="Commissions of these deals were already paid"
          hint="They are kept as paid history and come into no payout. Otherwise they wait for approval."
          defaultChecked={mapping.alreadyPaid}
        />
      </div>
    </Card>
  </>
)
