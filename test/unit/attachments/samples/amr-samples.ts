// One second of a 440 Hz tone, AMR 4.75 kbit/s, made with an opencore-amr encoder: 49 frames of 20 ms.
const toneOf440Hz = [
  'IyFBTVIKBIA4H+/rafWOAKnGgAQdPTKruxp1FwTpFTIEPjgyq6u9dRMzrRKEBI09MqbbHlV4ZmmbjASNODWXe3GlnaxQn7YEPj0y',
  'p3t5VKzYLQuOBI04Npa7E2RD0mWFMgQ+PTKre6x0irOtEowEjTg2prsXREBkGkhYBI09Mma7HVXf0Iwy7gQ+ODKme+tU60yTCkIE',
  'jT0ypmufNRow9HEGBD44Mquru4VzJQ0CiASNPTKmq58FeHE7CUoEjTgypnuflT4QM7y2BD49Mqtr2LSMxE0KngSNODaXuxKkJ5MJ',
  'DToEPj0yp6t9tI6TpFK+BI04Nqd7clRGEwTtSASNPTJne121n70OwrwEPjgyq6u5VKtNEwpCBI09Mmd7XaX7wpWZLgQ+ODKme+tl',
  'Uy0tAogEjT0yp6udZTosbRYGBI04NZa7E3WfiRKWjAQ+PTKna1n0jNBNS4wEjTg2pmvDZCIzBy14BD49Mqu7GKTMqSYirgSNODaq',
  'e5XkQG0bCFYEjT0yZ3tetZvJBjKmBD44Mqtr1WSrUxMLQgSNPTJra8x1n5ElGSoEPjgypnvrdRMzrRKYBI09MqqrnnU8amJBQASN',
  'ODWnq3GF8XOkUqYEPj0ypmvfROzOjQoEBI04Nqp7UeQiMwcteAQ+PTKm61tE6qRYKuIEjTg2pnuRVEJTDG1QBI09MmbrXVW/wS8Q',
  'lgQ+ODKrq7lUq00TCkIEjT0yZqufNZvRNY08BD44MqZ762VzLQ0CiASNPTKnq51lPCx2kAYEjTgym2vsdRvFBiKqBD49Mqtr2GSq',
  '0xMLQgSNODWqa8Hl3BJrFSgEPj0yqmvbJNaNBEImBI04Nqp7keREXBJpTA==',
].join('')

export const toneFrames = 49

export const toneAmr = (): Buffer => Buffer.from(toneOf440Hz, 'base64')

/** Comfort noise: the smallest frames that AMR has. */
export const noiseAmr = (frames: number): Buffer => {
  const frame = Buffer.from([0x44, 0x2c, 0x4a, 0x5b, 0x80, 0x04])
  return Buffer.concat([Buffer.from('#!AMR\n'), ...Array.from({ length: frames }, () => frame)])
}

/** AMR-WB comfort noise (frame type 9). */
export const noiseAmrWb = (frames: number): Buffer => {
  const frame = Buffer.from([0x4c, 0x34, 0x8a, 0x7b, 0x80, 0x00])
  return Buffer.concat([Buffer.from('#!AMR-WB\n'), ...Array.from({ length: frames }, () => frame)])
}

/** Frames that carry nothing and unfold to 320 bytes of sound for each of theirs. */
export const emptyAmr = (frames: number): Buffer => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(frames, 0x7c)])
