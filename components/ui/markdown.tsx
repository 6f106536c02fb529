import type { ReactNode } from 'react'

const inline = /(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\(https?:\/\/[^\s)]+\))/

/** Bold, code and links; everything else is text. */
function words(text: string): ReactNode[] {
  return text.split(inline).map((part, index) => {
    const key = `${index}`
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>
    if (part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>
    const link = /^\[([^\]]+)\]\((.+)\)$/.exec(part)
    if (!link) return part
    return (
      <a key={key} href={link[2]} target="_blank" rel="noreferrer" className="underline">
        {link[1]}
      </a>
    )
  })
}

const bullet = /^\s*[-*]\s+/
const number = /^\s*\d+[.)]\s+/

function block(text: string, key: string): ReactNode {
  const lines = text.split('\n')
  const heading = /^#{1,4}\s+(.*)$/.exec(lines[0] ?? '')
  if (heading)
    return (
      <div key={key}>
        <p className="font-semibold">{words(heading[1] ?? '')}</p>
        {lines.length > 1 && block(lines.slice(1).join('\n'), `${key}+`)}
      </div>
    )
  for (const [mark, List, look] of [
    [bullet, 'ul', 'list-disc'],
    [number, 'ol', 'list-decimal'],
  ] as const)
    if (lines.every((line) => mark.test(line)))
      return (
        <List key={key} className={`flex flex-col gap-1 pl-5 ${look}`}>
          {lines.map((line) => (
            <li key={line}>{words(line.replace(mark, ''))}</li>
          ))}
        </List>
      )
  return (
    <p key={key} className="whitespace-pre-line">
      {words(text)}
    </p>
  )
}

/** What people write in Markdown: paragraphs, headings, lists, bold, code and links. HTML stays text. */
export function Markdown({ text }: { text: string }) {
  const blocks = text
    .replaceAll('\r', '')
    .trim()
    .split(/\n{2,}/)
  return (
    <div
      data-slot="markdown"
      className="flex flex-col gap-2.5 text-pretty text-sm [&_code]:rounded-sm [&_code]:bg-hover [&_code]:px-1"
    >
      {blocks.map((text, index) => block(text, `${index}`))}
    </div>
  )
}
