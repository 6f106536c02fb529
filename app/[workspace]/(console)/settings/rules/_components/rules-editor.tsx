'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { DateField } from '@/components/form/date-field'
import { type FormValues, readForm } from '@/components/form/form-values'
import { MoneyField } from '@/components/form/money-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import type { Campaign, DryRun, ProgrammeVersion, Terms } from '@/lib/programme/schema'
import { adoptTerms, tryTerms } from '../../actions'
import { BonusFields } from './bonus-fields'
import { DryRunResult } from './dry-run-result'
import { newRule, type RuleShape, readTerms, shapeOf } from './shapes'
import { TierFields } from './tier-fields'

type RulesEditorProps = {
  slug: string
  currency: string
  timeZone: string
  today: string
  /** What the dry run begins with. */
  period: { from: string; to: string }
  basedOn: number
  terms: Terms | null
  campaigns: readonly Campaign[]
}

type Answer = { tried: DryRun } | { adopted: ProgrammeVersion }

/** All rules in one form: tried on what was won before, then put into force. */
export function RulesEditor(props: RulesEditorProps) {
  const { slug, currency, timeZone, today, period, basedOn, terms } = props
  const router = useRouter()
  const [rules, setRules] = useState<RuleShape[]>(() => (terms?.rules ?? []).map(shapeOf))
  const [campaigns, setCampaigns] = useState(props.campaigns)
  const [result, setResult] = useState<{ run: DryRun; period: string; stale: boolean } | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const intent = useRef<'try' | 'adopt'>('adopt')
  const [edits, setEdits] = useState(0)
  const [values, setValues] = useState<FormValues>({})

  // After the commit, so that fields which follow others (amounts) are read as they are shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: edits and rules say when to read
  useEffect(() => {
    const form = frame.current?.querySelector('form')
    if (form) setValues(readForm(form))
  }, [edits, rules])

  const edited = () => {
    setEdits((count) => count + 1)
    setResult((known) => known && { ...known, stale: true })
  }
  const change = (no: number, rule: RuleShape | null) => {
    setRules((all) => (rule ? all.with(no, rule) : all.toSpliced(no, 1)))
    edited()
  }

  const send = async (sent: FormValues): Promise<ActionResult<Answer>> => {
    const typed = readTerms(sent, rules, currency)
    if (intent.current === 'try') {
      const [error, tried] = await tryTerms(slug, { ...typed, from: sent.from, to: sent.to })
      return error ? [error, undefined] : [null, { tried }]
    }
    const { effectiveOn, note } = sent
    const [error, adopted] = await adoptTerms(slug, { ...typed, basedOn, effectiveOn, note })
    return error ? [error, undefined] : [null, { adopted }]
  }

  const received = (answer: Answer) => {
    if ('tried' in answer) {
      setResult({ run: answer.tried, period: `${values.from} to ${values.to}`, stale: false })
      return
    }
    const { version, state } = answer.adopted
    toast(`Version ${version} is ${state === 'scheduled' ? 'scheduled' : 'in force'}`, {
      tone: 'success',
    })
    router.push(`/${slug}/settings/rules`)
    router.refresh()
  }

  return (
    <div ref={frame} onInput={edited} className="max-w-4xl">
      <ActionForm className="gap-5" action={send} onSuccess={received}>
        <Card title="Rates">
          <TierFields tiers={terms?.tiers ?? []} />
        </Card>
        <Card
          title="Bonuses"
          description="On top of the rate, each by itself. Conditions are asked when a deal is won."
          actions={
            <Button
              size="sm"
              onClick={() => {
                setRules((all) => [...all, newRule()])
                edited()
              }}
            >
              <Icon name="plus" />
              Add a bonus
            </Button>
          }
        >
          {rules.length === 0 ? (
            <p className="text-muted text-sm">
              None. Add one to reward big deals, new clients or every tenth deal.
            </p>
          ) : (
            <div className="flex flex-col gap-6">
              {rules.map((rule, no) => (
                <BonusFields
                  key={rule.id}
                  slug={slug}
                  name={`rules.${no}`}
                  rule={rule}
                  currency={rule.initial?.currency ?? currency}
                  campaigns={campaigns}
                  onCampaign={(made) => setCampaigns((all) => [...all, made])}
                  typed={readTerms(values, rules, currency).rules[no]}
                  onChange={(next) => change(no, next)}
                />
              ))}
            </div>
          )}
        </Card>
        <Card title="Payouts">
          <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2">
            <MoneyField
              name="minimumPayout"
              label="Smallest payout"
              currency={currency}
              defaultValue={terms?.minimumPayout ?? 0}
              help="Less than this is carried over to the next run."
            />
            <MoneyField
              name="payoutApprovalThreshold"
              label="A second person approves from"
              currency={currency}
              defaultValue={terms?.payoutApprovalThreshold ?? 0}
              help="From this amount on, whoever made a payout does not approve it."
            />
          </div>
        </Card>
        <Card
          title="Try it first"
          description="What the deals won in these days would have earned under the rules above. Nothing is written."
        >
          <div className="flex flex-wrap items-end gap-4">
            <DateField name="from" label="Won from" defaultValue={period.from} max={today} />
            <DateField name="to" label="to" defaultValue={period.to} max={today} />
            <SubmitButton
              variant="secondary"
              onClick={() => {
                intent.current = 'try'
              }}
            >
              Try the rules
            </SubmitButton>
          </div>
          {result && <DryRunResult slug={slug} timeZone={timeZone} {...result} />}
        </Card>
        <Card title="Put into force">
          <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2">
            <DateField
              name="effectiveOn"
              label="From"
              optional
              min={today}
              help="Empty: from now on. A day begins at midnight of the workspace."
            />
            <TextField
              name="note"
              label="Why"
              optional
              maxLength={200}
              autoComplete="off"
              help="For those who read the history."
            />
          </div>
          <div className="mt-4 flex gap-2">
            <SubmitButton
              onClick={() => {
                intent.current = 'adopt'
              }}
            >
              Put into force
            </SubmitButton>
            <ButtonLink href={`/${slug}/settings/rules`}>Cancel</ButtonLink>
          </div>
        </Card>
      </ActionForm>
    </div>
  )
}
