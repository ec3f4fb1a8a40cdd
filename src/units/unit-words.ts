/** "Phường Cửa Nam" in the middle of a sentence: "phường Cửa Nam". */
export const unitInSentence = (fullName: string): string =>
  fullName.charAt(0).toLocaleLowerCase('vi') + fullName.slice(1)

/** The place that a letter is dated at: "Cửa Nam" of "Phường Cửa Nam". */
export const placeName = (fullName: string): string =>
  fullName.replace(/^(?:Phường|Xã|Đặc khu|Thị trấn|Thành phố|Tỉnh)\s+/u, '')
