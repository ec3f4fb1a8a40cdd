import type { FormContent, FormItem, Words } from '../../forms/index.ts'

type Given = { readonly title: Words; readonly intro: Words; readonly items: readonly FormItem[] }

const both = (vi: string, en: string): Words => ({ vi, en })
const choice = (id: string, vi: string, en: string) => ({ id, text: both(vi, en) })

/** Sex and age are asked last, and nobody has to say them. */
export const sexItem = (id: string): FormItem => ({
  kind: 'single',
  id,
  text: both('Ông/bà là nam hay nữ?', 'Are you a woman or a man?'),
  why: both(
    'Để biết ý kiến của nữ và nam có khác nhau không. Ông/bà có thể bỏ qua.',
    'To see whether women and men think differently. You may skip this.',
  ),
  required: false,
  measures: 'sex',
  choices: [choice('female', 'Nữ', 'Woman'), choice('male', 'Nam', 'Man'), choice('other', 'Khác', 'Other')],
})

export const ageItem = (id: string): FormItem => ({
  kind: 'single',
  id,
  text: both('Ông/bà ở nhóm tuổi nào?', 'Which age group are you in?'),
  why: both(
    'Để biết người trẻ và người cao tuổi cần gì. Ông/bà có thể bỏ qua.',
    'To learn what younger and older people need. You may skip this.',
  ),
  required: false,
  measures: 'age',
  choices: [
    choice('under18', 'Dưới 18 tuổi', 'Under 18'),
    choice('18-29', 'Từ 18 đến 29 tuổi', '18 to 29'),
    choice('30-44', 'Từ 30 đến 44 tuổi', '30 to 44'),
    choice('45-59', 'Từ 45 đến 59 tuổi', '45 to 59'),
    choice('60up', 'Từ 60 tuổi trở lên', '60 and over'),
  ],
})

const beforeDialogue: Given = {
  title: both('Xin ý kiến trước buổi đối thoại', 'Your opinion before the dialogue'),
  intro: both(
    'Ủy ban Mặt trận Tổ quốc Việt Nam xin ý kiến ông/bà để chuẩn bị buổi đối thoại. Ý kiến được tổng hợp và báo cáo tại buổi; kết quả được gửi lại cho những người đã trả lời.',
    'The Fatherland Front asks for your opinion to prepare the dialogue. The answers are put together and reported there; the results come back to everybody who answered.',
  ),
  items: [
    {
      kind: 'multiple',
      id: 'concerns',
      text: both(
        'Ở nơi ông/bà sống, việc nào cần được bàn nhất? Xin chọn nhiều nhất ba việc.',
        'What most needs to be discussed where you live? Please choose up to three.',
      ),
      why: both(
        'Để buổi đối thoại dành thời gian cho những việc nhiều người quan tâm.',
        'So that the dialogue gives its time to what concerns many people.',
      ),
      required: true,
      most: 3,
      choices: [
        choice('roads', 'Đường sá, ngõ xóm', 'Roads and lanes'),
        choice('waste', 'Rác thải, vệ sinh môi trường', 'Waste and cleanliness'),
        choice('water', 'Nước sạch, thoát nước', 'Clean water and drainage'),
        choice('safety', 'An ninh, trật tự', 'Safety and order'),
        choice('school', 'Trường học', 'Schools'),
        choice('health', 'Khám chữa bệnh', 'Health care'),
        choice('land', 'Đất đai, xây dựng', 'Land and building'),
        choice('papers', 'Thủ tục hành chính', 'Administrative procedures'),
        choice('other', 'Việc khác', 'Something else'),
      ],
    },
    {
      kind: 'scale',
      id: 'change',
      text: both(
        'Trong sáu tháng qua, những việc ấy thay đổi thế nào?',
        'How have these matters changed in the last six months?',
      ),
      required: false,
      from: 1,
      to: 5,
      low: both('kém hơn nhiều', 'much worse'),
      high: both('tốt hơn nhiều', 'much better'),
    },
    {
      kind: 'long_text',
      id: 'words',
      text: both('Ông/bà muốn nêu điều gì tại buổi đối thoại?', 'What would you like to be raised at the dialogue?'),
      required: false,
    },
    {
      kind: 'single',
      id: 'comes',
      text: both('Ông/bà có định tham dự buổi đối thoại không?', 'Do you plan to attend the dialogue?'),
      required: true,
      choices: [
        choice('yes', 'Có', 'Yes'),
        choice('online', 'Theo dõi trực tuyến', 'I will follow it online'),
        choice('no', 'Không dự được', 'I cannot attend'),
      ],
      skips: [
        { when: 'yes', to: 'sex' },
        { when: 'online', to: 'sex' },
      ],
    },
    {
      kind: 'short_text',
      id: 'hindrance',
      text: both('Điều gì khiến ông/bà khó tham dự?', 'What makes it hard for you to attend?'),
      why: both('Để lần sau chọn giờ và nơi thuận tiện hơn.', 'So that the next time and place suit more people.'),
      required: false,
    },
    sexItem('sex'),
    ageItem('age'),
  ],
}

const satisfaction: Given = {
  title: both('Mức độ hài lòng sau buổi đối thoại', 'How satisfied you are after the dialogue'),
  intro: both(
    'Ủy ban Mặt trận Tổ quốc Việt Nam xin ý kiến ông/bà về buổi đối thoại vừa qua, để những buổi sau được tổ chức tốt hơn và việc chưa rõ được trả lời tiếp.',
    'The Fatherland Front asks what you think of the recent dialogue, so that the next ones are better and what stayed unclear is answered.',
  ),
  items: [
    {
      kind: 'single',
      id: 'how',
      text: both('Ông/bà đã theo dõi buổi đối thoại bằng cách nào?', 'How did you follow the dialogue?'),
      required: true,
      choices: [
        choice('hall', 'Dự tại hội trường', 'In the hall'),
        choice('online', 'Theo dõi trực tuyến', 'Online'),
        choice('result', 'Đọc thông báo kết quả', 'I read the result'),
        choice('none', 'Không theo dõi', 'I did not follow it'),
      ],
      skips: [{ when: 'none', to: 'next' }],
    },
    {
      kind: 'scale',
      id: 'clear',
      text: both('Các câu trả lời tại buổi đối thoại có rõ ràng không?', 'Were the answers at the dialogue clear?'),
      why: both(
        'Câu này hỏi về nội dung trả lời, không hỏi về người trả lời.',
        'This is about the answers, not about who gave them.',
      ),
      required: false,
      from: 1,
      to: 5,
      low: both('không rõ', 'not clear'),
      high: both('rất rõ', 'very clear'),
    },
    {
      kind: 'scale',
      id: 'time',
      text: both('Người dân có đủ thời gian để nói không?', 'Did people have enough time to speak?'),
      required: false,
      from: 1,
      to: 5,
      low: both('quá ít', 'far too little'),
      high: both('đủ', 'enough'),
    },
    {
      kind: 'single',
      id: 'answered',
      text: both('Việc ông/bà quan tâm đã được trả lời chưa?', 'Was the matter that concerns you answered?'),
      required: true,
      choices: [
        choice('yes', 'Đã được trả lời', 'Yes'),
        choice('partly', 'Mới được trả lời một phần', 'Partly'),
        choice('no', 'Chưa được trả lời', 'No'),
      ],
      skips: [{ when: 'yes', to: 'next' }],
    },
    {
      kind: 'long_text',
      id: 'left',
      text: both('Việc nào còn cần được trả lời?', 'What still needs an answer?'),
      required: false,
    },
    {
      kind: 'multiple',
      id: 'next',
      text: both('Lần sau nên thay đổi điều gì?', 'What should change next time?'),
      required: false,
      choices: [
        choice('hour', 'Giờ tổ chức', 'The time of day'),
        choice('place', 'Địa điểm', 'The place'),
        choice('notice', 'Thông báo sớm hơn', 'Earlier notice'),
        choice('papers', 'Gửi tài liệu trước', 'Documents sent beforehand'),
        choice('talk', 'Dành nhiều thời gian hơn cho người dân', 'More time for residents'),
        choice('same', 'Giữ như vừa qua', 'Keep it as it was'),
      ],
    },
    sexItem('sex'),
    ageItem('age'),
  ],
}

const community: Given = {
  title: both('Xin ý kiến về một việc chung của cộng đồng', 'Your opinion on a matter of the community'),
  intro: both(
    'Ủy ban Mặt trận Tổ quốc Việt Nam xin ý kiến ông/bà về một việc chung ở nơi mình sống. Ý kiến được tổng hợp để cộng đồng dân cư có căn cứ khi bàn.',
    'The Fatherland Front asks for your opinion on a common matter where you live. The answers are put together so that the community knows them when it discusses the matter.',
  ),
  items: [
    // Left empty on purpose: what it is about only the officer knows, and an empty note keeps the form from going out.
    { kind: 'note', id: 'matter', text: both('', '') },
    {
      kind: 'single',
      id: 'known',
      text: both(
        'Trước khi nhận phiếu này, ông/bà đã biết việc này chưa?',
        'Did you know about this matter before you got this form?',
      ),
      required: false,
      choices: [
        choice('yes', 'Đã biết', 'Yes'),
        choice('partly', 'Mới nghe qua', 'A little'),
        choice('no', 'Chưa biết', 'No'),
      ],
    },
    {
      kind: 'scale',
      id: 'need',
      text: both('Theo ông/bà, việc này cần thiết đến đâu?', 'How necessary do you find it?'),
      required: true,
      from: 1,
      to: 5,
      low: both('không cần', 'not necessary'),
      high: both('rất cần', 'very necessary'),
    },
    {
      kind: 'ranking',
      id: 'first',
      text: both(
        'Nếu việc này được làm, ba điều nào cần chú ý nhất? Xin xếp theo thứ tự.',
        'If it is done, which three points matter most? Please rank them.',
      ),
      required: false,
      places: 3,
      choices: [
        choice('cost', 'Chi phí hợp lý', 'Reasonable cost'),
        choice('quality', 'Chất lượng, bền lâu', 'Lasting quality'),
        choice('quick', 'Xong sớm', 'Done soon'),
        choice('public', 'Công khai thu chi', 'Open accounts'),
        choice('life', 'Ít ảnh hưởng đi lại, sinh hoạt', 'Little disturbance of daily life'),
        choice('safe', 'Bảo đảm an toàn', 'Safety'),
      ],
    },
    {
      kind: 'multiple',
      id: 'share',
      text: both(
        'Nếu cộng đồng quyết định làm, gia đình ông/bà có thể góp phần thế nào?',
        'If the community decides to do it, how could your family take part?',
      ),
      why: both('Chỉ để ước lượng, không phải cam kết đóng góp.', 'Only an estimate, not a promise to contribute.'),
      required: false,
      choices: [
        choice('work', 'Góp ngày công', 'With work'),
        choice('goods', 'Góp hiện vật', 'With materials'),
        choice('money', 'Góp kinh phí', 'With money'),
        choice('watch', 'Tham gia giám sát', 'By helping to supervise'),
        choice('none', 'Chưa thể tham gia', 'Not now'),
      ],
    },
    {
      kind: 'long_text',
      id: 'worries',
      text: both('Ông/bà còn băn khoăn điều gì?', 'What are you still worried about?'),
      required: false,
    },
    sexItem('sex'),
    ageItem('age'),
  ],
}

const templates = { before_dialogue: beforeDialogue, satisfaction, community } as const

export const templateNames = ['before_dialogue', 'satisfaction', 'community', 'other'] as const
export type TemplateName = (typeof templateNames)[number]

const vietnameseOf = (words: Words): Words => ({ vi: words.vi })

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'vi' in value && typeof value.vi === 'string'

/** Everything that is words, without its English. */
const withoutEnglish = (value: unknown): unknown => {
  if (isWords(value)) return vietnameseOf(value)
  if (Array.isArray(value)) return value.map(withoutEnglish)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutEnglish(one)]))
}

const empty: Given = { title: both('', ''), intro: both('', ''), items: [] }

/** A form as it begins: the words of a template, or none. */
export const contentOfTemplate = (name: TemplateName, inEnglish: boolean): FormContent => {
  const { title, intro, items } = name === 'other' ? empty : templates[name]
  const content: FormContent = {
    title,
    intro,
    inEnglish,
    isNoDecision: name === 'community',
    sections: [{ id: 's1', title: both('', ''), items }],
  }
  return inEnglish ? content : (withoutEnglish(content) as FormContent)
}
