import { acceptedNames, FILE_MEGABYTES } from '../media-types.ts';
import type { Problem } from './problem.ts';

/** What is wrong with a file. */
export const filesProblems = {
  'too-large': {
    status: 413,
    retryable: false,
    vi: `Dữ liệu vượt quá dung lượng cho phép (mỗi tệp không quá ${FILE_MEGABYTES} MB).`,
    en: `It is too large (${FILE_MEGABYTES} MB at most for a file).`,
    when: 'The upload passes the limit while it streams.',
    wayOut: { vi: 'Giảm dung lượng hoặc chia tệp rồi tải lên.', en: 'Send a smaller file.' },
  },
  'case-full': {
    status: 413,
    retryable: false,
    vi: 'Hồ sơ đã đủ số tệp hoặc dung lượng cho phép.',
    en: 'This case holds as many files, or as much, as it may.',
    when: 'Another file would pass the limit of a case; files that were replaced count.',
    wayOut: {
      vi: 'Ghép nhiều giấy tờ vào một tệp, hoặc gửi tệp nhỏ hơn.',
      en: 'Put several papers into one file, or send smaller ones.',
    },
  },
  'wrong-file-type': {
    status: 415,
    retryable: false,
    vi: 'Loại tệp không được nhận.',
    en: 'This type of file is not accepted.',
    when: 'The content is not one of the accepted types.',
    wayOut: { vi: `Tệp được nhận: ${acceptedNames.vi}.`, en: `Accepted: ${acceptedNames.en}.` },
  },
  'wrong-ending': {
    status: 415,
    retryable: false,
    vi: 'Đuôi của tên tệp không đúng với nội dung.',
    en: 'The file’s name ends otherwise than its content is.',
    when: 'The content is of an accepted type, and the name has the ending of another; `errors` says both.',
    wayOut: { vi: 'Đổi tên tệp rồi chọn lại.', en: 'Rename it and choose it again.' },
  },
  'old-office-file': {
    status: 415,
    retryable: false,
    vi: 'Tệp Word, Excel hoặc PowerPoint đời cũ (.doc, .xls, .ppt).',
    en: 'A file of an old Word, Excel or PowerPoint (.doc, .xls, .ppt).',
    when: 'The file is a compound file, as Office wrote them before 2007.',
    wayOut: {
      vi: 'Mở tệp, chọn Lưu thành (Save as) loại .docx hoặc .xlsx, hoặc xuất ra PDF, rồi tải lên.',
      en: 'Open it, save it as .docx or .xlsx, or as a PDF, and send that.',
    },
  },
  'heic-picture': {
    status: 415,
    retryable: false,
    vi: 'Ảnh định dạng HEIC của điện thoại, nhiều máy ở cơ quan không mở được.',
    en: 'A telephone’s HEIC picture, which many machines of an office can’t open.',
    when: 'The file is a picture in HEIC, HEIF or AVIF.',
    wayOut: {
      vi: 'Trên iPhone: Cài đặt › Camera › Định dạng › Tương thích nhất rồi chụp lại; hoặc mở ảnh, xuất ra JPG hoặc PDF rồi tải lên.',
      en: 'On an iPhone: Settings › Camera › Formats › Most Compatible and take it again; or export it as a JPG or PDF and send that.',
    },
  },
  'has-macros': {
    status: 415,
    retryable: false,
    vi: 'Tệp có macro hoặc mã tự chạy.',
    en: 'The file has macros, or code that runs by itself.',
    when: 'An Office file holds what would run.',
    wayOut: {
      vi: 'Mở tệp, lưu thành loại không có macro (.docx, .xlsx) hoặc xuất ra PDF, rồi tải lên.',
      en: 'Save it as a kind without macros (.docx, .xlsx), or as a PDF, and send that.',
    },
  },
  'embeds-object': {
    status: 415,
    retryable: false,
    vi: 'Tệp có đối tượng nhúng của chương trình khác (chẳng hạn công thức kiểu cũ Equation 3.0, tệp đính trong Word).',
    en: 'The file has an object of another program in it (an equation of the old editor, a file within a text).',
    when: 'An Office file holds an object, a control, or a document of another kind.',
    wayOut: {
      vi: 'Xóa hoặc đổi đối tượng đó thành ảnh, hoặc xuất ra PDF, rồi tải lên.',
      en: 'Remove it or make it a picture, or save it all as a PDF, and send that.',
    },
  },
  'fetches-by-itself': {
    status: 415,
    retryable: false,
    vi: 'Tệp có liên kết, trường hoặc công thức tự lấy dữ liệu từ nơi khác (mẫu, ảnh, bảng tính, trang web).',
    en: 'The file has links, fields or formulas that fetch from elsewhere by themselves (a template, a picture, a workbook, a page).',
    when: 'An Office file holds what Office would fetch by itself.',
    wayOut: {
      vi: 'Ngắt các liên kết đó, hoặc xuất ra PDF, rồi tải lên.',
      en: 'Break those links, or save it as a PDF, and send that.',
    },
  },
  'unknown-part': {
    status: 415,
    retryable: false,
    vi: 'Tệp có thành phần không rõ loại nên không kiểm tra được.',
    en: 'The file has a part of no known kind, which can’t be looked into.',
    when: 'An Office file holds a part, a relationship or a declaration that is none of those known to be harmless.',
    wayOut: { vi: 'Xuất ra PDF rồi tải lên.', en: 'Save it as a PDF and send that.' },
  },
  'encrypted-file': {
    status: 415,
    retryable: false,
    vi: 'Tệp được đặt mật khẩu.',
    en: 'The file has a password.',
    when: 'A file is encrypted with a password to open it, so that nobody who is to judge it could read it.',
    wayOut: { vi: 'Hãy bỏ mật khẩu rồi tải lên.', en: 'Remove it and send it again.' },
  },
  'empty-file': {
    status: 415,
    retryable: false,
    vi: 'Tệp trống (0 byte): có thể chưa tải xong hoặc chưa lưu xong.',
    en: 'The file is empty (0 bytes): perhaps it was not downloaded or saved to its end.',
    when: 'The file has no bytes.',
    wayOut: {
      vi: 'Mở lại tệp trên máy, lưu lại rồi chọn lại.',
      en: 'Open it, save it again and choose it again.',
    },
  },
  'damaged-file': {
    status: 415,
    retryable: false,
    vi: 'Tệp bị hỏng hoặc bị cắt dở (thường do tải về chưa xong).',
    en: 'The file is damaged or cut short (often by a download that did not end).',
    when: 'A file ends before its end, or its parts are not what it declares.',
    wayOut: {
      vi: 'Mở tệp trên máy để kiểm tra, lưu lại hoặc xin bản khác rồi chọn lại.',
      en: 'Open it to see, save it again or ask for another copy, and choose that.',
    },
  },
  'unpacks-too-large': {
    status: 413,
    retryable: false,
    vi: 'Tệp có quá nhiều thành phần hoặc quá lớn khi mở ra.',
    en: 'The file has too many parts, or is too large once opened.',
    when: 'An Office file declares more than it may unpack to.',
    wayOut: { vi: 'Gửi tệp nhỏ hơn, hoặc xuất ra PDF.', en: 'Send a smaller file, or a PDF.' },
  },
  'too-many-uploads': {
    status: 429,
    retryable: true,
    vi: 'Đã tải lên hết dung lượng cho phép trong ngày.',
    en: 'You have uploaded as much as a day allows.',
    when: 'What a person uploads within 24 hours passes the limit.',
    wayOut: {
      vi: 'Chờ đến khi được tải tiếp (trong vòng 24 giờ).',
      en: 'Wait until more may be sent (within 24 hours).',
    },
  },
} as const satisfies Record<string, Problem>;
