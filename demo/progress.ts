import type { Stage } from './fill-house.ts'

const titles: Readonly<Record<Stage, string>> = {
  house: 'Dựng cơ sở dữ liệu, Zalo và Telegram giả lập / database and emulated platforms',
  ward: 'Phường, tổ dân phố, cán bộ, hai buổi đối thoại / ward, officers, two sessions',
  residents: 'Người dân đồng ý và chọn nơi ở / residents consent and choose their ward',
  announcement: 'Thông báo đến từng người / the announcement reaches everybody',
  messages: 'Người dân gửi ý kiến / residents write',
  forms: 'Phiếu xin ý kiến / an opinion form',
  talks: 'Trao đổi với cán bộ, kiểm tra thông báo / talks with an officer, notices checked',
}

const width = 20

/** A line for each stage: live on a terminal, once at its end elsewhere. */
export const createProgress = (out: { readonly isTTY?: boolean; write(text: string): unknown }) => {
  let current: Stage | undefined
  let shown = ''
  let since = performance.now()
  const finish = (): void => {
    const seconds = `  ${((performance.now() - since) / 1000).toFixed(1)} s\n`
    if (current !== undefined) out.write(out.isTTY ? seconds : `${shown}${seconds}`)
    since = performance.now()
    current = undefined
  }
  return {
    tell(stage: Stage, done?: number, all?: number): void {
      if (stage !== current) finish()
      current = stage
      const share = done === undefined || !all ? undefined : done / all
      const bar = share === undefined ? '·'.repeat(width) : '█'.repeat(Math.round(share * width)).padEnd(width, '░')
      shown = `${bar} ${titles[stage]}${share === undefined ? '' : ` ${done}/${all}`}`
      if (out.isTTY) out.write(`\r\u001B[2K${shown}`)
    },
    finish,
  }
}
