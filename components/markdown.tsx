import { lexer, type Token, type Tokens } from 'marked'
import type { ReactNode } from 'react'
import { cn } from './ui/cn'

/** Addresses that a link may lead to; others stay text. */
const safeHref = /^(https?:\/\/|mailto:|tel:)/i

const inner = (token: { tokens?: Token[] | undefined; text?: string }) =>
  token.tokens ? <Inline tokens={token.tokens} /> : token.text

function Inline({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map((token, at) => <InlinePart key={at} token={token} />)
}

function InlinePart({ token }: { token: Token }): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong className="font-semibold">{inner(token as Tokens.Strong)}</strong>
    case 'em':
      return <em>{inner(token as Tokens.Em)}</em>
    case 'del':
      return <del>{inner(token as Tokens.Del)}</del>
    case 'codespan':
      return <code className="rounded bg-subtle px-1 py-0.5 font-mono text-xs">{token.text}</code>
    case 'br':
      return <br />
    case 'link':
      return safeHref.test(token.href) ? (
        <a
          href={token.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-accent-text underline underline-offset-2"
        >
          {inner(token as Tokens.Link)}
        </a>
      ) : (
        inner(token as Tokens.Link)
      )
    // Nothing is fetched from elsewhere, so that a picture tells nobody who reads.
    case 'image':
      return token.text
    case 'escape':
      return token.text
    default:
      return 'tokens' in token && token.tokens ? <Inline tokens={token.tokens} /> : token.raw
  }
}

function List({ token }: { token: Tokens.List }) {
  const items = token.items.map((item, at) => (
    <li key={at} className={cn('pl-1', item.task && 'list-none')}>
      {item.task && (
        <span aria-hidden="true" className="-ml-5 mr-2 inline-block">
          {item.checked ? '☑' : '☐'}
        </span>
      )}
      {item.task && <span className="sr-only">{item.checked ? 'Done: ' : 'To do: '}</span>}
      <Blocks tokens={item.tokens} />
    </li>
  ))
  return token.ordered ? (
    <ol start={Number(token.start) || 1} className="flex list-decimal flex-col gap-1 pl-5">
      {items}
    </ol>
  ) : (
    <ul className="flex list-disc flex-col gap-1 pl-5">{items}</ul>
  )
}

const Cells = ({ cells, as: Cell }: { cells: Tokens.TableCell[]; as: 'th' | 'td' }) =>
  cells.map((cell, at) => (
    <Cell key={at} className="border px-2 py-1 text-left align-top">
      {inner(cell)}
    </Cell>
  ))

const TableBlock = ({ token }: { token: Tokens.Table }) => (
  <div className="overflow-x-auto">
    <table className="border-collapse text-sm">
      <thead>
        <tr>
          <Cells cells={token.header} as="th" />
        </tr>
      </thead>
      <tbody>
        {token.rows.map((row, at) => (
          <tr key={at}>
            <Cells cells={row} as="td" />
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

function Block({ token }: { token: Token }): ReactNode {
  switch (token.type) {
    case 'space':
      return null
    case 'heading': {
      // The page has its own h1 and h2 above.
      const Heading = token.depth <= 2 ? 'h3' : 'h4'
      return (
        <Heading className="mt-1 font-semibold first:mt-0">
          {inner(token as Tokens.Heading)}
        </Heading>
      )
    }
    case 'paragraph':
      return <p>{inner(token as Tokens.Paragraph)}</p>
    case 'list':
      return <List token={token as Tokens.List} />
    case 'blockquote':
      return (
        <blockquote className="flex flex-col gap-2 border-l-2 pl-3 text-muted">
          <Blocks tokens={token.tokens ?? []} />
        </blockquote>
      )
    case 'code':
      return (
        <pre className="overflow-x-auto rounded-md border bg-subtle p-3 font-mono text-xs">
          {token.text}
        </pre>
      )
    case 'hr':
      return <hr />
    case 'table':
      return <TableBlock token={token as Tokens.Table} />
    case 'checkbox':
      return null
    case 'text':
      return inner(token as Tokens.Text)
    default:
      return token.raw
  }
}

function Blocks({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map((token, at) => <Block key={at} token={token} />)
}

type MarkdownProps = { source: string; className?: string }

/** Markdown as elements, never as HTML: what looks like a tag is shown as the text that it is. */
export function Markdown({ source, className }: MarkdownProps) {
  return (
    <div
      data-slot="markdown"
      className={cn('flex flex-col gap-2.5 break-words text-sm', className)}
    >
      <Blocks tokens={lexer(source)} />
    </div>
  )
}
