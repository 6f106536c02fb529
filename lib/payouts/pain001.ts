import { toDecimalString } from '../money'
import { sepaText } from './sepa'

type Party = { name: string; iban: string; bic: string | null }

export type CreditTransfers = {
  messageId: string
  createdAt: Date
  /** The day on which the bank carries it out, YYYY-MM-DD. */
  executeOn: string
  debtor: Party
  payments: (Party & { endToEndId: string; amount: number; remittance: string })[]
}

/** The most that one SEPA credit transfer may hold, in cents. */
export const sepaMaximum = 99_999_999_999

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
}
const xml = (text: string) => text.replace(/[&<>'"]/g, (char) => escapes[char] as string)

const euros = (cents: number) => toDecimalString(cents, 'EUR')

const agent = (tag: string, bic: string | null, needed: boolean) => {
  if (bic) return `<${tag}><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></${tag}>`
  return needed ? `<${tag}><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></${tag}>` : ''
}

const account = (tag: string, iban: string) => `<${tag}><Id><IBAN>${iban}</IBAN></Id></${tag}>`

const party = (tag: string, name: string) => `<${tag}><Nm>${xml(sepaText(name, 70))}</Nm></${tag}>`

/** SEPA credit transfers as pain.001.001.09, one batch of euro payments from one account. */
export function pain001({
  messageId,
  createdAt,
  executeOn,
  debtor,
  payments,
}: CreditTransfers): string {
  const count = payments.length
  const sum = euros(payments.reduce((total, { amount }) => total + amount, 0))
  const lines = payments.map(
    ({ name, iban, bic, endToEndId, amount, remittance }) => `      <CdtTrfTxInf>
        <PmtId><EndToEndId>${endToEndId}</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="EUR">${euros(amount)}</InstdAmt></Amt>
        ${agent('CdtrAgt', bic, false)}${party('Cdtr', name)}${account('CdtrAcct', iban)}
        <RmtInf><Ustrd>${xml(sepaText(remittance, 140))}</Ustrd></RmtInf>
      </CdtTrfTxInf>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
  <CstmrCdtTrfInitn>
    <GrpHdr>
      <MsgId>${messageId}</MsgId>
      <CreDtTm>${createdAt.toISOString().slice(0, 19)}Z</CreDtTm>
      <NbOfTxs>${count}</NbOfTxs>
      <CtrlSum>${sum}</CtrlSum>
      ${party('InitgPty', debtor.name)}
    </GrpHdr>
    <PmtInf>
      <PmtInfId>${messageId}</PmtInfId>
      <PmtMtd>TRF</PmtMtd>
      <NbOfTxs>${count}</NbOfTxs>
      <CtrlSum>${sum}</CtrlSum>
      <PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>
      <ReqdExctnDt><Dt>${executeOn}</Dt></ReqdExctnDt>
      ${party('Dbtr', debtor.name)}
      ${account('DbtrAcct', debtor.iban)}
      ${agent('DbtrAgt', debtor.bic, true)}
      <ChrgBr>SLEV</ChrgBr>
${lines.join('\n')}
    </PmtInf>
  </CstmrCdtTrfInitn>
</Document>
`
}
