import { describe, expect, it } from 'vitest'
import { profileColumns } from '../columns'
import { guessMapping } from './guess'
import { provenDateOrder } from './read/date-order'

function mappingOf(header: string[], rows: string[][]) {
  const profile = profileColumns(header)
  for (const row of rows) profile.add(row)
  const columns = profile.done()
  const mapping = guessMapping(columns, 'EUR')
  const names = Object.entries(mapping.columns).map(([field, index]) => [field, header[index]])
  return {
    ...mapping,
    columns: Object.fromEntries(names),
    proven: provenDateOrder(columns, mapping.columns),
  }
}

describe('a mapping is guessed', () => {
  it('for the pipeline of a CRM', () => {
    const header = [
      'opportunity_id',
      'sales_agent',
      'product',
      'account',
      'deal_stage',
      'engage_date',
      'close_date',
      'close_value',
    ]
    const row = ['1C1I', 'Moses', 'GTX', 'Cancity', 'Won', '10/20/2016', '3/1/2017', '$1,054.00']
    expect(mappingOf(header, [row, [...row.slice(0, 4), 'Wishful', '', '', '']])).toMatchObject({
      columns: {
        externalId: 'opportunity_id',
        partnerName: 'sales_agent',
        description: 'product',
        businessName: 'account',
        stage: 'deal_stage',
        createdAt: 'engage_date',
        closedAt: 'close_date',
        value: 'close_value',
      },
      stages: { won: 'closed_won' },
      dateOrder: 'month',
      currency: 'USD',
    })
  })

  it('for the export of another, by other names', () => {
    const header = [
      'Record ID',
      'Deal Name',
      'Deal Owner',
      'Email',
      'Pipeline Stage',
      'Amount',
      'Create Date',
    ]
    const row = [
      '77',
      'Website',
      'Ann',
      'zoe@example.com',
      'contractsent',
      '1.054,00 €',
      '2024-01-31',
    ]
    expect(mappingOf(header, [row]).columns).toEqual({
      externalId: 'Record ID',
      description: 'Deal Name',
      partnerName: 'Deal Owner',
      clientEmail: 'Email',
      stage: 'Pipeline Stage',
      value: 'Amount',
      createdAt: 'Create Date',
    })
  })

  it('by values, where names say nothing', () => {
    const found = mappingOf(
      ['a', 'b', 'c'],
      [
        ['x@example.com', 'Won', 'q'],
        ['y@example.com', 'Lost', 'r'],
      ],
    )
    expect(found.columns).toEqual({ clientEmail: 'a', stage: 'b' })
  })
})

describe('the order of day and month', () => {
  const dates = (...texts: string[]) =>
    mappingOf(
      ['Close date'],
      texts.map((text) => [text]),
    ).proven

  it('is proven by one date that fits one way only, and asked for otherwise', () => {
    expect(dates('3/1/2017', '10/20/2016')).toEqual({ order: 'month', ask: false })
    expect(dates('3/1/2017', '20/10/2016')).toEqual({ order: 'day', ask: false })
    expect(dates('3/1/2017', '4/2/2017')).toEqual({ order: null, ask: true })
    expect(dates('20/10/2016', '10/20/2016')).toEqual({ order: null, ask: true })
    expect(dates('2017-01-03', '3.1.2017', '4/4/2017')).toEqual({ order: null, ask: false })
  })
})
