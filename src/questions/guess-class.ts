import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import type { OpinionClass } from './opinion.ts'

const asks =
  /\b(?:bao gio|khi nao|bao lau|bao nhieu|tai sao|vi sao|the nao|nhu the nao|o dau|lam sao|lam gi|phai khong|dung khong|duoc khong|co phai|cho toi hoi|cho hoi|xin hoi|toi muon hoi|hoi ve|when|why|how|where|what)\b|\b(?:khong a|chua a|khong vay|chua vay)$/
const proposes =
  /\b(?:hien ke|sang kien|de xuat|toi de nghi nen|kien nghi nen|nen xay|nen lam|nen mo|nen co|nen trong|nen to chuc|y tuong|giai phap)\b/
const party = /\b(?:chi bo|dang uy|dang bo|dang vien|cap uy|bi thu|xay dung dang|sinh hoat dang)\b/

/**
 * A first guess of the class, from words of everyday Vietnamese with or without diacritics. The person sees it before
 * anything is sent and may change it; nothing is decided by it.
 */
export const guessClass = (text: string): OpinionClass => {
  const folded = foldVietnamese(text)
  if (text.includes('?') || asks.test(folded)) return 'question'
  if (party.test(folded)) return 'party_building'
  if (proposes.test(folded)) return 'idea'
  return 'livelihood'
}
