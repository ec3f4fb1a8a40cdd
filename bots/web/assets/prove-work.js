// Finds a number for which SHA-256 of "challenge:number" begins with so many zero bits. Plain SHA-256 (FIPS 180-4),
// because crypto.subtle is missing on http pages of a local network and is slow for short texts.
const primes = []
for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n)
const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0
const K = primes.map((p) => fraction(Math.cbrt(p)))
const H = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)))
const W = new Int32Array(64)

const firstWord = (text) => {
  const length = text.length
  const blocks = new Uint8Array(((length + 8) >> 6 << 6) + 64)
  for (let i = 0; i < length; i += 1) blocks[i] = text.charCodeAt(i)
  blocks[length] = 128
  new DataView(blocks.buffer).setUint32(blocks.length - 4, length * 8)
  let [h0, h1, h2, h3, h4, h5, h6, h7] = H
  for (let at = 0; at < blocks.length; at += 64) {
    let [a, b, c, d, e, f, g, h] = [h0, h1, h2, h3, h4, h5, h6, h7]
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) {
        const o = at + i * 4
        W[i] = (blocks[o] << 24) | (blocks[o + 1] << 16) | (blocks[o + 2] << 8) | blocks[o + 3]
      } else {
        const x = W[i - 15]
        const y = W[i - 2]
        const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
        const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
        W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0
      }
      const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const t1 = (h + S1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0
      const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const t2 = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    h0 = (h0 + a) | 0
    h1 = (h1 + b) | 0
    h2 = (h2 + c) | 0
    h3 = (h3 + d) | 0
    h4 = (h4 + e) | 0
    h5 = (h5 + f) | 0
    h6 = (h6 + g) | 0
    h7 = (h7 + h) | 0
  }
  return h0
}

self.onmessage = ({ data: { challenge, bits } }) => {
  let n = 0
  while (Math.clz32(firstWord(`${challenge}:${n}`)) < bits) n += 1
  self.postMessage(String(n))
}
