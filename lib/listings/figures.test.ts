import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeListing, type TestListing } from '@/e2e/listings'
import { asking, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { listings } from './procedures'

let staff: Member
let one: TestListing
let two: TestListing
const address = 'https://directory.example/listing?x=1'

beforeAll(async () => {
  const workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'admin')
  one = await makeListing(workspace, { status: 'approved' })
  two = await makeListing(workspace, { status: 'approved', listingUrl: address })
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const send = (text: string | Buffer, dryRun: boolean, actor = staff) =>
  call(
    listings.importFigures,
    { query: { dryRun: String(dryRun) as 'true' | 'false' } },
    { context: asking(actor, { upload: new Blob([text as string]).stream() }) },
  )
const find = ({ id }: TestListing) => call(listings.find, { id }, { context: asking(staff) })

const file = () =>
  `\ufeffReference;Listing URL;Rank;Clicks;Impressions;Backlink\n${one.reference};;3;1,204;20 000;https://directory.example/b\n;${address};7;;;\nT-none;;1;1;1;\n;;1;1;1;\n${one.reference}x;;0;1;1;\n`

describe('an import of figures', () => {
  it('says what it would do, and does nothing', async () => {
    expect(await send(file(), true)).toEqual({
      dryRun: true,
      rows: 5,
      changed: 2,
      unchanged: 0,
      unknown: 1,
      errors: [
        { line: 5, message: 'Names no listing.' },
        { line: 6, message: 'searchRank: The first place is 1.' },
      ],
    })
    expect(await find(one)).toMatchObject({ clicks: null, figuresAt: null })
  })

  it('takes what was found, by our number or the address, and nothing twice', async () => {
    expect(await send(file(), false)).toMatchObject({ changed: 2 })
    expect(await find(one)).toMatchObject({
      searchRank: 3,
      clicks: 1204,
      impressions: 20000,
      backlinkUrl: 'https://directory.example/b',
    })
    expect(await find(two)).toMatchObject({ searchRank: 7, clicks: null })
    expect(await send(file(), false)).toMatchObject({ changed: 0, unchanged: 2 })
    const timeline = await call(listings.timeline, { id: one.id }, { context: asking(staff) })
    expect(timeline.map(({ type }) => type)).toEqual(['listing.edited'])
  })

  it('touches no other workspace', async () => {
    const stranger = await makeMember(await makeWorkspace(), 'admin')
    expect(await send(file(), false, stranger)).toMatchObject({ changed: 0, unknown: 3 })
  })

  it.each([
    ['', 'Name a column'],
    ['a,b\n1,2', 'Name a column'],
    ['reference,note\nx,y', 'no column of figures'],
    [Buffer.from([0x72, 0xff, 0xfe]), 'not in UTF-8'],
    [Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 'larger than 5 MB'],
  ])('refuses what is no such file (%#)', async (text, words) => {
    await expect(send(text, true)).rejects.toThrow(words)
  })
})
