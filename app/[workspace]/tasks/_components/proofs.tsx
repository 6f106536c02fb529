import type { RefObject } from 'react'
import { FileInput } from '@/components/form/file-input'
import { Icon } from '@/components/ui/icon'
import { isImage, proofHref, proofKindLabels, proofTypes } from '@/lib/proofs/labels'
import { KeyButton } from './key-button'
import type { Task } from './wire'

type ProofsProps = {
  slug: string
  proofs: Task['proofs']
  input: RefObject<HTMLInputElement | null>
  busy: boolean
  needed: string | undefined
  error: string | undefined
  onPaste: () => void
  onFile: (file: File) => void
}

/** What was added, and a way to add more: paste, drop anywhere, or choose. */
export function Proofs(props: ProofsProps) {
  const { slug, proofs, input, busy, needed, error, onPaste, onFile } = props
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <span className="font-medium text-sm">
          Proof{' '}
          <span className="font-normal text-muted text-xs">
            {needed ? `A ${needed} is needed` : 'Optional'}
          </span>
        </span>
        <KeyButton command="proof" keys="p" size="sm" pending={busy} onClick={onPaste}>
          <Icon name="paperclip" /> Paste or choose
        </KeyButton>
        <FileInput ref={input} label="Proof file" accept={proofTypes} onFile={onFile} />
      </div>
      {proofs.length === 0 ? (
        <p className="text-muted text-xs">Or drop a file anywhere on this page.</p>
      ) : (
        <ul className="grid grid-cols-3 gap-2">
          {proofs.map(({ id, name, kind, contentType }) => (
            <li key={id} className="min-w-0">
              <a
                href={proofHref(slug, id, { inline: isImage(contentType) })}
                target="_blank"
                rel="noreferrer"
                className="block overflow-hidden rounded-md border bg-subtle text-xs"
              >
                {isImage(contentType) ? (
                  <img
                    src={proofHref(slug, id, { inline: true })}
                    alt={`${proofKindLabels[kind]}: ${name}`}
                    className="aspect-video w-full object-cover object-top"
                  />
                ) : (
                  <span className="flex aspect-video items-center justify-center">
                    <Icon name="paperclip" className="size-4 text-muted" />
                  </span>
                )}
                <span className="block truncate px-2 py-1">{name}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {error && (
        <p role="alert" className="text-danger text-xs">
          {error}
        </p>
      )}
    </div>
  )
}
