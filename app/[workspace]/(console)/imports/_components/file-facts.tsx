import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import type { ImportFound } from '@/lib/imports/schema'
import { counted } from '@/lib/words'
import { count } from './tones'

const encodings: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little-endian',
  'utf-16be': 'UTF-16, big-endian',
  'windows-1252': 'Windows-1252 (Latin-1), assumed because it is no valid UTF-8',
}
const delimiters: Record<string, string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
}

/** How the file was read, so that a wrong guess is seen. */
export function FileFacts({ found, timeZone }: { found: ImportFound; timeZone: string }) {
  return (
    <Card title="File">
      <DefinitionList
        items={[
          ['Rows', `${count(found.totalRows)} in ${counted(found.columns.length, 'column')}`],
          [
            'Size',
            `${(found.fileBytes / 1024).toLocaleString('en-US', { maximumFractionDigits: 0 })} kB`,
          ],
          ['Read as', encodings[found.encoding] ?? found.encoding],
          ['Columns by', delimiters[found.delimiter] ?? found.delimiter],
          ['Comes from', found.source],
          [
            'Uploaded',
            <span key="uploaded">
              <Time at={found.createdAt} timeZone={timeZone} /> by {found.createdByName}
            </span>,
          ],
          [
            'Confirmed',
            found.confirmedAt && (
              <span key="confirmed">
                <Time at={found.confirmedAt} timeZone={timeZone} />
                {found.confirmedByName && ` by ${found.confirmedByName}`}
              </span>
            ),
          ],
        ]}
      />
    </Card>
  )
}
