import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import type { AttendAnswer } from '../../attendance/index.ts'
import { readYesNo } from '../words/read-yes-no.ts'

const coming =
  /^(?:da )?(?:co )?(?:toi |gia dinh toi |nha toi )?(?:se |van )?(?:den|di|co mat|tham gia|tham du)(?: duoc)?(?: a)?$/
const notComing =
  /^(?:da )?(?:toi |gia dinh toi |nha toi )?(?:khong|ko|k|hok|ban viec) ?(?:the )?(?:den|di|tham gia|tham du)?(?: duoc)?(?: nua)?(?: a)?$/
const undecided =
  /^(?:da )?(?:toi )?(?:co the|chua chac|chua biet|khong chac|de xem|perhaps|maybe)(?: den| di)?(?: a)?$/

/** A short answer in words: "tôi không đến được", "chưa chắc", "có ạ"; null for anything else. */
export const readAttendAnswer = (text: string): AttendAnswer | null => {
  const folded = foldVietnamese(text)
  if (undecided.test(folded)) return 'perhaps'
  if (notComing.test(folded)) return 'no'
  if (coming.test(folded)) return 'yes'
  const said = readYesNo(text)
  return said === 'yes' || said === 'no' ? said : null
}

const alone =
  /^(?:da )?(?:khong(?: co)?(?: ai| nguoi nao)?(?: di cung)?|toi di |di )?(?:mot minh|khong|khong ai|alone|nobody)?(?: a)?$/
const counted = /^(?:da )?(?:them |co )?(\d{1,3})(?: nguoi| ng| people)?(?: nua| di cung)?(?: a)?$/

/** How many come along: "2", "2 người", "không có ai", "một mình"; null when it says nothing of that. */
export const readCompanions = (text: string): number | null => {
  const folded = foldVietnamese(text)
  const [, digits] = counted.exec(folded) ?? []
  if (digits !== undefined) return Number(digits)
  return folded !== '' && alone.test(folded) ? 0 : null
}
