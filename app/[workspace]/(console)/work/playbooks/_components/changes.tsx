import { type DiffLine, diffLines } from '@/lib/playbooks/diff'

const marks: Record<DiffLine['kind'], readonly [mark: string, words: string, style: string]> = {
  same: [' ', '', ''],
  added: ['+', 'Added: ', 'bg-success-tint text-success'],
  removed: ['−', 'Removed: ', 'bg-danger-tint text-danger'],
}

/** What a version changed, line by line. */
export function Changes({ before, after }: { before: string; after: string }) {
  return (
    <pre className="overflow-x-auto rounded-md border bg-subtle py-2 font-mono text-xs leading-5">
      {diffLines(before, after).map(({ kind, text }, at) => {
        const [mark, words, style] = marks[kind]
        return (
          <div key={at} className={`px-3 ${style}`}>
            <span aria-hidden="true">{mark} </span>
            {words && <span className="sr-only">{words}</span>}
            {text || ' '}
          </div>
        )
      })}
    </pre>
  )
}
