import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/[\s,]+/u).filter((word) => word !== ''))
const listOf = (phrases: string): readonly string[] =>
  phrases
    .split(/[,\n]+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** True for the word as it is written, or written without any diacritics where that is a word of its own too seldom to matter. */
export const isOneOf = (words: ReadonlySet<string>, bare: ReadonlySet<string>, word: string): boolean =>
  words.has(word) || bare.has(word)
export const bareOf = (words: ReadonlySet<string>): ReadonlySet<string> => new Set([...words].map(foldVietnamese))

/** Family names that are hardly anything else. */
export const families = setOf(
  'nguyễn trần lê phạm huỳnh phan vũ võ đặng bùi đỗ ngô dương lý đinh trịnh tạ trương đoàn lương đào vương hoàng phùng quách nghiêm doãn khuất tôn tống châu thái lưu tô đồng lã lại giang giáp mạc kiều khổng ông từ bành thân ngụy',
)
/** Family names that begin places and other words as well: they need a third syllable or somebody's title before them. */
export const weakFamilies = setOf(
  'hồ hà cao lâm mai kim chu đàm la an văn thạch sơn danh trà vi lò vàng giàng sùng thào mùa hạng lầu vừ lường cà quàng tòng bạc cầm đèo nông triệu bàn ma sầm lang lục lô hứa cù cung phí ninh tăng bạch viên âu điểu ksor rơ siu rmah nay kpă niê êban chế quảng y đinh lương đoàn đào thái châu giang từ ông đồng thân kiều tô tôn lại',
)
/** Without diacritics these are safe as they stand; the others read like everyday words. */
export const bareFamilies = setOf('nguyen tran pham huynh phan hoang trinh dinh truong vuong quach nghiem doan')
export const middles = setOf(
  'văn thị đức hữu công quốc minh xuân ngọc thanh đình bá duy quang trọng mạnh thế tiến thành kim hồng thu bích',
)
export const bareMiddles = setOf('van thi')

/** Before a name. */
export const titles = setOf('ông bà anh chị cô chú bác cháu em cậu mợ dì thím cụ thầy mr mrs ms')
export const bareTitles = setOf('ong chi chu chau cau')
/** Words before a name that are followed by much else too: a name after them is one syllable, or begins with a family name. */
export const weakTitles = setOf('tên gặp bé thằng vợ chồng mẹ bố con bạn tôi mình lão mụ ký gửi viết')
/** Of those that are titles, men and women of history are honoured with these. */
export const honours = setOf('ông bà cụ bác')

/** Roles between a title and a name, in their syllables. */
export const roles = setOf(
  'chủ tịch phó trưởng tổ thôn bí thư cán bộ công an viên giáo sư bác sĩ sỹ y tá luật kế toán giám đốc hiệu nhóm khu phố hàng xóm đồng chí cựu thủ quỹ trên bên nhà ban dân phòng hội nguyên chi đoàn bảo vệ khối xóm',
)
/** Roles that stand as titles: "tổ trưởng Hùng". */
export const roleTitles = listOf(
  'cô giáo, thầy giáo, bác sĩ, bác sỹ, tổ trưởng, tổ phó, trưởng thôn, phó thôn, trưởng khu, chủ tịch, phó chủ tịch, bí thư, đồng chí, luật sư, y tá, giám đốc, phó giám đốc, hiệu trưởng, trưởng ban, trưởng công an, cảnh sát khu vực, nghệ nhân, kế toán, chủ nhà, chủ hộ, chủ thầu, chủ quán, hàng xóm, họ tên, họ và tên, người gửi, người viết, người phản ánh, người làm đơn, ký tên, liên hệ, to truong, chu tich, bi thu, ho ten, ho va ten, nguoi gui, lien he',
).map((one) => one.split(' '))

/** After these come places, streets, schools, companies: whatever is written large there is no person. */
export const placeWords = setOf(
  'phố đường ngõ ngách hẻm kiệt phường xã quận huyện tỉnh thành trường thcs thpt tiểu học mầm non đại chợ cầu khu làng thôn xóm bản ấp ga bến tượng đài chùa đình đền miếu rạp hát cung bệnh viện tòa quảng chung cư hầm vườn ngã nút vòng xuyến giải quỹ đảo sông núi kênh mương hồ đầm ao nghĩa trang công ty cửa hàng quán tiệm siêu thị phố xá pho duong phuong truong đô kđt ktt tdp tháp sân nhà thờ quốc lộ đại lộ tuyến dốc bãi cảng trạm hội bảo tàng thư viện doanh nghiệp tập đoàn xe',
)
/** Also family names or given names when written large, so only in small letters they announce a place. */
export const onlySmall = setOf(
  'hồ cầu đình thành công học non hội đài giải quỹ cung trường hội sông núi tháp đại tòa an bản bảo quốc nhà xe thư',
)

/** Never within a name: institutions, roles and words of address written large. */
export const stops = setOf(
  'ủy ubnd hđnd mttq mặt đảng hội ban phòng sở bộ công chi đoàn phó chủ trưởng tổ bí đại biểu trạm cảnh thanh_tra trung_tâm khu phường xã quận huyện thành_phố tỉnh thôn xóm làng phố đường ngõ ngách trường bệnh viện tòa việt nhà nước kính xin em bà ông anh chị cô chú bác cháu con tôi chúng mình và với của là ở tại đã đang sẽ có không rất thì mà nên cho ơi ạ à nhé cũng vẫn hay lại còn bị được giáo trời chúa phật bụt táo địa mẹ tdp csgt gpmb thcs thpt cccd cmnd đt sđt sdt tel hotline zalo facebook quốc_hội chính chào cảm nhân dân liệt anh_hùng tiến_sĩ bảo_hiểm số gửi',
)

/** In history and on street signs, of whom nothing has to be hidden; and places that look like somebody's name. */
export const known = listOf(`
hồ chí minh, võ nguyên giáp, trần hưng đạo, nguyễn du, lê lợi, lý thường kiệt, quang trung, nguyễn trãi, nguyễn huệ, hai bà trưng, bà triệu, ngô quyền, lê lai,
lê duẩn, trường chinh, phạm văn đồng, tôn đức thắng, lý thái tổ, lê thánh tông, trần nhân tông, trần quốc toản, trần quang khải, trần nhật duật, trần khánh dư, trần bình trọng,
trần phú, nguyễn thị minh khai, nguyễn văn cừ, nguyễn văn linh, lê hồng phong, hà huy tập, nguyễn thái học, phan bội châu, phan chu trinh, phan châu trinh, phan đình phùng, phan đình giót,
hoàng diệu, hoàng hoa thám, hoàng quốc việt, hoàng văn thụ, hoàng văn thái, nguyễn chí thanh, nguyễn phong sắc, nguyễn khánh toàn, nguyễn khuyến, nguyễn đình chiểu, nguyễn bỉnh khiêm, nguyễn công trứ, nguyễn công hoan,
nguyễn lương bằng, nguyễn quyền, nguyễn hữu huân, nguyễn xí, nguyễn siêu, nguyễn trường tộ, nguyễn trung trực, nguyễn thiện thuật, nguyễn xiển, nguyễn trác, nguyễn cao, nguyễn an ninh, nguyễn tri phương, nguyễn thiếp, nguyễn viết xuân, nguyễn văn trỗi, nguyễn tuân, nguyễn huy tự, nguyễn huy tưởng, nguyễn ngọc vũ, nguyễn hoàng,
lê văn lương, lê trọng tấn, lê quý đôn, lê ngọc hân, lê thanh nghị, lê đức thọ, lê quang đạo, lê văn hưu, lê chân, lê đại hành, lê phụng hiểu, lê thạch, lê văn sỹ, lê văn thiêm, lê trực, lê hoàn, lê thái tổ, lê văn linh, lê phụng hiểu, lê gia định, lê thị hồng gấm, lê thánh tôn,
bùi thị xuân, bùi xương trạch, bùi ngọc dương, phùng hưng, phùng khắc khoan, đinh tiên hoàng, đinh lễ, đinh liệt, đinh công tráng, đinh bộ lĩnh, lý nam đế, lý đạo thành, lý quốc sư, lý tự trọng, lý nhân tông, ngô thì nhậm, ngô sỹ liên, ngô gia tự, ngô tất tố, ngô văn sở, ngô xuân quảng, ngô gia khảm, tô hiệu, tô hiến thành, tô vĩnh diện, tô hoài, tô ngọc vân,
đặng tiến đông, đặng thùy trâm, đặng văn ngữ, đặng dung, đặng tất, đặng thai mai, đặng trần côn, đào tấn, đào duy anh, đào duy từ, đào cam mộc, đoàn thị điểm, đoàn trần nghiệp, trương định, trương hán siêu, trương công định, trịnh hoài đức, trịnh công sơn, trịnh văn bô, thái phiên, thái thịnh, thái hà, tôn thất tùng, tôn thất thuyết, tôn thất đàm, tôn thất thiệp, tạ quang bửu, tạ hiện, tạ uyên, triệu việt vương, triệu quốc đạt, mạc đĩnh chi, mạc thái tổ, mạc thị bưởi, lương thế vinh, lương ngọc quyến, lương văn can, lương đình của, lương yên, lương khánh thiện,
dương đình nghệ, dương quảng hàm, dương văn bé, dương khuê, dương xá, dương nội, vũ trọng phụng, vũ phạm hàm, vũ hữu, vũ tông phan, vũ thạnh, võ thị sáu, võ văn dũng, võ văn kiệt, võ chí công, võ văn tần, phạm hùng, phạm ngọc thạch, phạm ngũ lão, phạm hồng thái, phạm thận duật, phạm văn bạch, phạm đình hổ, phạm sư mạnh, phan kế bính, phan huy chú, phan phù tiên, phan văn trường, phan văn trị, phan xích long, phan huy ích,
hồ tùng mậu, hồ đắc di, hồ xuân hương, hà nội, hà đông, hà giang, hà tĩnh, hà nam, hà trung, hồ tây, hồ gươm, hoàng mai, hoàng cầu, hoàng liệt, hoàng thành, mai dịch, mai châu, mai hắc đế, mai động, kim mã, kim liên, kim giang, kim bảng, kim ngưu, kim đồng, cao bằng, cao bá quát, cao thắng, cao đạt, cao xà lá, lâm đồng, lâm du, sơn la, sơn tây, thạch thất, thạch bàn, trà vinh, an giang, an dương, an dương vương, an khánh, văn cao, văn miếu, văn quán, văn điển, văn phú, văn khê, văn chương, vĩnh phúc, chu văn an, chu huy mân, cù chính lan, huỳnh thúc kháng, huỳnh tấn phát, huỳnh văn bánh, trần duy hưng, trần thái tông, trần khát chân, trần đại nghĩa, trần quý cáp, trần cao vân, trần tế xương, trần huy liệu, trần đăng ninh, trần quốc hoàn, trần quốc vượng, trần hữu tước, trần nguyên hãn, trần điền, trần hòa, trần vỹ, trần xuân soạn, trần kim xuyến, trần văn giàu, trần não, đỗ quang, đỗ đức dục, đỗ nhuận, đỗ hành, đỗ ngọc du, đỗ xuân hợp, đỗ xá, giang văn minh, giang biên, khuất duy tiến, kiều mai, nghiêm xuân yêm, doãn kế thiện, từ liêm, từ hoa, từ sơn, tân mai, đồng tháp, đồng nai, đồng xuân, lưu hữu phước, châu long, châu phong, châu đốc, châu thành, thái nguyên, thái bình, thân nhân trung, đại cồ việt, phú thọ, đông anh, việt nam, cửa nam, hoàn kiếm, ninh bình, ninh thuận, cung hữu nghị, an ninh, đào tạo, đào tạo nghề, đoàn thanh niên, đoàn kết, đồng tâm, đồng khởi, đồng bằng, đồng hồ, lê nin, phạm vi, đỗ xe, đặng xá, phùng khoang, ngô đồng, vương thừa vũ, tống duy tân, ông ích khiêm, tôn đản, lý sơn, lý văn phức, quách điêu, nam cao, phan rang, phan thiết, lương sơn, lương tài, trương mỹ, trường sa, thái lan, bạch mai, bạch đằng, bạch thái bưởi, cao lỗ, cầm bá thước, ma văn kháng, nông quốc chấn, chế lan viên, xuân diệu, xuân thủy, tăng bạt hổ, la thành, la khê, la phù, vũ thư, vũ quang, vũ ninh, vũ yên, lý tế xuyên, kim động, kim thành, hà lầm, hà khẩu
`)

/** Given names that are safe in small letters straight after a title. */
export const smallGiven = setOf(
  'lan hùng tuấn cường thủy thuỷ nga hạnh nhung huyền linh yến thúy thuý quỳnh ngân hằng tùng loan oanh diệp dũng nguyệt vân thoa ngọc hường trâm hương',
)
/** "anh hùng", "anh dũng", "anh linh" are words. */
export const notAfterAnh = setOf('hùng dũng linh')
