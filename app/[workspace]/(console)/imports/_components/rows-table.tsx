import { StatusBadge } from '@/components/ui/badge'
import { TextLink } from '@/components/ui/text-link'
import { fieldLabels, fieldsOf } from '@/lib/imports/fields'
import { type KindName, kindPages } from '@/lib/imports/kinds'
import type { ImportRow } from '@/lib/imports/schema'
import { rowStatusLabels } from '@/lib/imports/schema'
import { CellEditor } from './cell-editor'
import { rowTones } from './tones'

type RowsTableProps = {
  slug: string
  kind: KindName
  importId: string
  rows: readonly ImportRow[]
  mapped: readonly string[]
  editable: boolean
}

/** The mapped cells of each row; a bad one says what is wrong, and is typed over in place. */
export function RowsTable({ slug, kind, importId, rows, mapped, editable }: RowsTableProps) {
  const all = fieldsOf(kind)
  const wrong = all.filter((field) => rows.some(({ errors }) => errors[field]))
  const shown = (field: string) =>
    mapped.includes(field) || rows.some(({ edited }) => edited.includes(field))
  // What is to be corrected stands first, so that nobody has to scroll for it.
  const fields = [...wrong, ...all.filter((f) => shown(f) && !wrong.includes(f))]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className="overflow-x-auto rounded-lg border bg-raised" aria-label="Rows" tabIndex={0}>
      <table className="w-full text-sm">
        <caption className="sr-only">Rows</caption>
        <thead className="border-b text-left text-muted text-xs">
          <tr>
            <th scope="col" className="px-3 py-2 text-right font-medium">
              Row
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              Result
            </th>
            {fields.map((field) => (
              <th key={field} scope="col" className="whitespace-nowrap px-3 py-2 font-medium">
                {fieldLabels[kind][field]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.rowNo} className="border-b align-top last:border-0">
              <th scope="row" className="px-3 py-2 text-right font-normal text-muted tabular-nums">
                {row.rowNo}
              </th>
              <td className="px-3 py-2">
                <Result slug={slug} kind={kind} row={row} />
              </td>
              {fields.map((field) => (
                <td key={field} className="px-3 py-2">
                  {editable && row.errors[field] ? (
                    <CellEditor
                      key={`${row.values[field]} ${row.errors[field]}`}
                      slug={slug}
                      cell={{ kind, importId, rowNo: row.rowNo, field }}
                      value={row.values[field] ?? ''}
                      error={row.errors[field]}
                    />
                  ) : (
                    <Cell row={row} field={field} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Result({ slug, kind, row }: { slug: string; kind: KindName; row: ImportRow }) {
  const why = [row.errors.duplicate, row.errors.row].filter(Boolean).join(' ')
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StatusBadge tone={rowTones[row.status]} label={rowStatusLabels[row.status]} />
      {row.madeId && <TextLink href={`/${slug}/${kindPages[kind]}/${row.madeId}`}>Open</TextLink>}
      {why && <span className="min-w-40 text-muted text-xs">{why}</span>}
    </div>
  )
}

function Cell({ row, field }: { row: ImportRow; field: string }) {
  const value = row.values[field]
  const error = row.errors[field]
  return (
    <div className="w-max max-w-64">
      <span className="line-clamp-2 break-words" dir="auto">
        {value || <span className="text-muted">–</span>}
      </span>
      {row.edited.includes(field) && <span className="text-muted text-xs">Edited here</span>}
      {error && <span className="block min-w-40 text-danger text-xs">{error}</span>}
    </div>
  )
}
