import { crc32, deflateSync } from 'node:zlib'

/** Letters of five columns, seven rows each, in hexadecimal; the lowest bit is the top. */
const letters =
  "A7E1111117EB7F49494936C3E41414122D7F4141221CE7F49494941F7F09090901G3E4149497AH7F0808087FI00417F4100J2040413F01K7F08142241L7F40404040M7F020C027FN7F0408107FO3E4141413EP7F09090906Q3E4151215ER7F09192946S4649494931T01017F0101U3F4040403FV1F2040201FW3F4038403FX6314081463Y0708700807Z6151494543a2054545478b7F48444438c3844444420d384444487Fe3854545418f087E090102g0C5252523Eh7F08040478i00447D4000j2040443D00k7F10284400l00417F4000m7C04180478n7C08040478o3844444438p7C14141408q081414187Cr7C08040408s4854545420t043F444020u3C4040207Cv1C2040201Cw3C4030403Cx4428102844y0C5050503Cz4464544C4403E5149453E100427F40002426151494632141454B3141814127F1052745454539 63C4A4949307017109050383649494936906494929 1E.0060600000-0808080808'0005030000/2010080402:0036360000,0050300000&3649552250"

const glyphs = new Map(
  (letters.replaceAll(' ', '').match(/.[0-9A-F]{10}/g) ?? []).map((one) => [
    one[0],
    [...Buffer.from(one.slice(1), 'hex')],
  ]),
)

const palette = ['ffffff', 'f1f3f6', 'd7dbe2', '5f6773', '1d2430', '4a55d1', 'f3b13c', '2f9e60']
export const ink = { paper: 0, mist: 1, line: 2, grey: 3, black: 4, blue: 5, gold: 6, green: 7 }

const chunk = (type: string, body: Buffer) => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** A picture of boxes and words that becomes a PNG. */
export function picture(width: number, height: number) {
  const dots = Buffer.alloc((width + 1) * height, 0)
  const box = (x: number, y: number, w: number, h: number, color: number) => {
    for (let row = Math.max(0, y); row < Math.min(height, y + h); row++)
      dots.fill(color, row * (width + 1) + 1 + x, row * (width + 1) + 1 + Math.min(width, x + w))
  }
  return {
    box,
    /** Marks are left out: the letters are plain ones. */
    write(text: string, x: number, y: number, size: number, color: number) {
      const plain = text.normalize('NFD').replace(/\p{M}/gu, '')
      for (const [place, letter] of [...plain].entries())
        for (const [column, bits] of (glyphs.get(letter) ?? []).entries())
          for (let row = 0; row < 7; row++)
            if (bits & (1 << row))
              box(x + (place * 6 + column) * size, y + row * size, size, size, color)
    },
    png(): Buffer {
      const head = Buffer.alloc(13)
      head.writeUInt32BE(width, 0)
      head.writeUInt32BE(height, 4)
      head.set([8, 3, 0, 0, 0], 8)
      return Buffer.concat([
        Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        chunk('IHDR', head),
        chunk('PLTE', Buffer.from(palette.join(''), 'hex')),
        chunk('IDAT', deflateSync(dots)),
        chunk('IEND', Buffer.alloc(0)),
      ])
    },
  }
}
