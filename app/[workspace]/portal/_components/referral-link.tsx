import { encode } from 'uqr'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'

/** The partner's own address of the programme page, to copy or to scan. */
export function ReferralLink({ link }: { link: string }) {
  return (
    <Card
      title="Your referral link"
      description="Whoever applies through it counts as referred by you."
    >
      <div className="flex flex-wrap items-center gap-4">
        <QrCode text={link} label="QR code of your referral link" />
        <div className="flex min-w-40 flex-1 flex-col items-start gap-2">
          <p className="break-all rounded-md bg-subtle px-2.5 py-1.5 font-mono text-xs">{link}</p>
          <CopyButton text={link} what="referral link" showLabel />
        </div>
      </div>
    </Card>
  )
}

/** Dark on light whatever the theme, because cameras expect it. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-28 shrink-0 rounded-md border bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
