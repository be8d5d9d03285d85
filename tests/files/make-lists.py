#!/usr/bin/env python3
"""Makes the lists in tests/files/lists with the programs that offices use, or what writes as they do.

    pip install openpyxl xlwt msoffcrypto-tool; apt-get install libreoffice-calc
    python3 tests/files/make-lists.py

They are committed: tests need none of these programs. All names are invented. What must come of each file stands in
tests/files/lists.ts.
"""
import datetime
import io
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

import msoffcrypto.format.ooxml
import openpyxl
import xlwt

HERE = pathlib.Path(__file__).parent / 'lists'
HEADINGS = ['Tên tập thể hoặc họ và tên', 'Loại đối tượng', 'Hình thức khen thưởng', 'Chức vụ', 'Giới tính (Nam, Nữ)',
            'Tổng số người', 'Trong đó nữ', 'Tên thành tích', 'Thành tích từ ngày', 'Thành tích đến ngày', 'Tóm tắt thành tích']
PERSON = 'Công chức, viên chức, người lao động thuộc Sở'
BODY = 'Tập thể thuộc và trực thuộc Sở'
AWARD = 'Giấy khen của Giám đốc Sở'
TITLE = 'Cải cách hành chính giai đoạn 2021 - 2025'
SUMMARY = 'Rút ngắn thời gian giải quyết thủ tục.'
FROM, TO = datetime.date(2021, 6, 1), datetime.date(2025, 12, 31)


def person(name='Trần Văn Minh', gender='Nam', **other):
    row = dict(zip(HEADINGS, [name, PERSON, AWARD, 'Chuyên viên', gender, None, None, TITLE, FROM, TO, SUMMARY]))
    return {**row, **other}


def body(name='Phòng Quản lý công nghệ', **other):
    row = dict(zip(HEADINGS, [name, BODY, AWARD, None, None, 14, 6, TITLE, FROM, TO, SUMMARY]))
    return {**row, **other}


def values(rows, headings=HEADINGS):
    return [[row.get(heading) for heading in headings] for row in rows]


def workbook(rows, headings=HEADINGS, above=(), title='Danh sách'):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for line in above:
        sheet.append(line)
    sheet.append(headings)
    for row in rows if not rows or isinstance(rows[0], list) else values(rows, headings):
        sheet.append(row)
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, datetime.date):
                cell.number_format = 'dd/mm/yyyy'
    return book, sheet


def save(name, rows, **how):
    workbook(rows, **how)[0].save(HERE / name)


def excel():
    save('good.xlsx', [person(), body()])
    dates = [('01/06/2021', '31/12/2025'), ('1/6/21', '31/12/25'), ('2021-06-01', '2025-12-31'), ('6/2021', '12/2025'),
             ('ngày 01 tháng 6 năm 2021', '31 tháng 12 năm 2025'), ('2021', 2025), (' 01 / 06 / 2021 ', '31/12/2025\u00a0'),
             ('2021-06-01T00:00:00', '2025-12-31 00:00:00'), ('31/06/2021', '31/12/2025'), ('06/13/2021', '12/31/2025'),
             ('01.06.2021', '31-12-2025'), ('hôm qua', '31/12/1025')]
    names = 'An Bình Cường Dung Giang Hà Khánh Lan Minh Nga Oanh Phúc'.split()
    save('dates-as-text.xlsx', [person(f'Trần Thị {name}', **{HEADINGS[8]: a, HEADINGS[9]: b}) for name, (a, b) in zip(names, dates)])

    book, sheet = workbook([person()])
    sheet['I2'], sheet['J2'] = 44348, 46022
    sheet['I2'].number_format = sheet['J2'].number_format = 'General'
    book.save(HERE / 'dates-as-numbers.xlsx')
    book, sheet = workbook([person()])
    sheet['I2'], sheet['J2'] = datetime.datetime(2021, 6, 1, 23, 59, 59), datetime.datetime(2025, 12, 31, 17, 30)
    sheet['I2'].number_format = sheet['J2'].number_format = 'dd/mm/yyyy'
    book.save(HERE / 'dates-with-times.xlsx')
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(HEADINGS)
    book.active.append(values([person()])[0])
    book.active['I2'].number_format = book.active['J2'].number_format = 'dd/mm/yyyy'
    book.save(HERE / 'from-1904.xlsx')

    book, sheet = workbook([person(name) for name in ['Lê Văn An', 'Lê Văn Ba', 'Lê Văn Cư']])
    sheet['I2'], sheet['I3'], sheet['I4'] = '13/04/2021', datetime.date(2021, 3, 4), datetime.date(2021, 5, 5)
    sheet['I3'].number_format = sheet['I4'].number_format = 'dd/mm/yyyy'
    book.save(HERE / 'days-turned.xlsx')

    choices = [(PERSON, AWARD, 'Nam\u00a0'), (PERSON.upper(), AWARD.upper(), 'NAM'), ('Công chức', 'Giấy khen', 'nữ'),
               ('Cong chuc, vien chuc, nguoi lao dong thuoc So', 'Giay khen cua Giam doc So', 'Nu'),
               ('Công chức,  viên chức,  người lao động thuộc Sở', 'Giấy  khen\ncủa Giám đốc Sở', 'Nam'),
               ('Cá nhân', AWARD, 'Ông'), (PERSON, 'Huân chương', 'Nũ')]
    save('choices.xlsx', [person(f'Lê Thị {name}', **{HEADINGS[1]: c, HEADINGS[2]: a, HEADINGS[4]: g})
                          for name, (c, a, g) in zip(names, choices)])

    save('names.xlsx', [person(name) for name in [
        '  Trần   Văn  Minh ', 'TRẦN VĂN MINH', 'Công Tằng Tôn Nữ Thị Ngọc Lan', 'Y Moan Êñuôl', 'K’Brơih', 'Nguyễn Thị\nHoa',
        'Trần Văn 😀 Minh', 'Nguy?n V?n ??c', 123456, True, 'Nguyễn Thị Hòa', 'Nguyễn Thị Hoà', 'Bà Nguyễn Thị Lụa', 'Trần Vănn Bình']])
    book, sheet = workbook([person(), person('Lê Thị Hà')])
    sheet['A2'] = '="Trần "&"Văn Minh"'
    sheet['D3'] = '#N/A'
    sheet['D3'].data_type = 'e'
    book.save(HERE / 'formulas.xlsx')

    save('title-above.xlsx', [person()], above=[['DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG'], ['(Kèm theo Tờ trình số   /TTr-PQLCN)'], []])
    save('columns-moved.xlsx', [person()], headings=[HEADINGS[i] for i in [0, 1, 2, 7, 4, 5, 6, 3, 9, 8, 10]])
    book, sheet = workbook([], headings=['STT'] + HEADINGS + ['Ghi chú'])
    for n, row in enumerate(values([person(), person('Lê Thị Hạnh', 'Nữ')]), 1):
        sheet.append([n] + row + ['đã gửi'])
    for cell in [*sheet['J'], *sheet['K']]:
        cell.number_format = 'dd/mm/yyyy'
    book.save(HERE / 'stt-first.xlsx')

    book, sheet = workbook([person('Hiện Ra'), person('Bị Ẩn'), person('Hiện Nữa')])
    sheet.auto_filter.ref = 'A1:K4'
    sheet.row_dimensions[3].hidden = True
    book.save(HERE / 'filtered.xlsx')
    rows = [person(f'Gộp Ô {n}') for n in ['Một', 'Hai', 'Ba']]
    book, sheet = workbook(rows)
    for column in 'BCHIJ':
        sheet.merge_cells(f'{column}2:{column}4')
    book.save(HERE / 'merged-down.xlsx')
    save('same-twice.xlsx', [person('Trùng Lặp'), person('Trùng Lặp'), person('TRÙNG  LẶP'), person('Đỗ Văn Hoà'), person('\u00d0ỗ Văn Hòa')])

    book, sheet = workbook([person('Sheet Sau')])
    book.create_sheet('Giá trị được nhận', 0).append(['Loại đối tượng', 'Hình thức khen thưởng', 'Giới tính (Nam, Nữ)'])
    book.save(HERE / 'list-on-second-sheet.xlsx')
    book, sheet = workbook([person('Bản Cũ')], title='Cũ')
    sheet.sheet_state = 'hidden'
    second = book.create_sheet('Mới')
    for line in [HEADINGS, values([person('Bản Mới')])[0]]:
        second.append(line)
    book.active = 1
    book.save(HERE / 'old-list-hidden.xlsx')

    book, sheet = workbook([], headings=['STT'] + HEADINGS[:8] + ['Thời gian', None, HEADINGS[10]])
    sheet.append(['STT'] + HEADINGS[:8] + ['Từ ngày', 'Đến ngày', HEADINGS[10]])
    for column in 'ABCDEFGHIL':
        sheet.merge_cells(f'{column}1:{column}2')
    sheet.merge_cells('J1:K1')
    sheet.append([f'({n})' for n in range(1, 13)])
    sheet.append(['I', 'TẬP THỂ'])
    sheet.append([1] + values([body()])[0])
    sheet.append(['II', 'CÁ NHÂN'])
    sheet.append([1] + values([person()])[0])
    sheet.append([None, 'Tổng cộng: 02'])
    sheet.append([])
    sheet.append([None, None, None, None, None, None, None, None, None, None, None, None, 'NGƯỜI LẬP BIỂU'])
    for cell in [*sheet['J'], *sheet['K']]:
        cell.number_format = 'dd/mm/yyyy'
    book.save(HERE / 'two-heading-rows-groups-total.xlsx')

    headings = ['TT', 'Họ đệm', 'Tên', 'Giới tính', 'Chức vụ, đơn vị công tác', 'Đối tượng', 'Hình thức đề nghị', 'Thành tích', 'Từ ngày',
                'Đến ngày', 'Tóm tắt']
    save('surname-apart.xlsx', [[1, 'Trần Văn', 'Minh', 'Nam', 'Chuyên viên', PERSON, AWARD, TITLE, FROM, TO, SUMMARY]], headings=headings)
    save('columns-missing.xlsx', [person()], headings=[h for h in HEADINGS if h != 'Thành tích đến ngày'])
    save('headings-twice.xlsx', [person()], headings=[*HEADINGS, 'Chức danh'])
    save('no-headings.xlsx', values([person()]), headings=[None] * 11)

    book, sheet = workbook([person()])
    sheet.cell(1_048_576, 1).fill = openpyxl.styles.PatternFill('solid', fgColor='FFFF00')
    book.save(HERE / 'formatted-to-the-end.xlsx')
    save('long-summaries.xlsx', [person(f'{["Trần", "Lê", "Phạm", "Vũ", "Bùi", "Đỗ"][n % 6]} Văn {["An", "Bình", "Cường", "Dũng", "Giang", "Hải", "Khánh", "Long", "Minh", "Nam"][n // 6]}', **{HEADINGS[10]: 'Rút ngắn thời gian. ' * 490}) for n in range(60)])
    macros()
    password()


def macros():
    with zipfile.ZipFile(HERE / 'good.xlsx') as good, zipfile.ZipFile(HERE / 'macros.xlsm', 'w', zipfile.ZIP_DEFLATED) as made:
        for part in good.namelist():
            text = good.read(part)
            if part == '[Content_Types].xml':
                text = text.replace(b'spreadsheetml.sheet.main+xml', b'spreadsheetml.sheet.main+xml').replace(
                    b'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
                    b'application/vnd.ms-excel.sheet.macroEnabled.main+xml').replace(
                    b'</Types>', b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')
            made.writestr(part, text)
        made.writestr('xl/vbaProject.bin', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(504))


def password():
    plain = io.BytesIO((HERE / 'good.xlsx').read_bytes())
    with open(HERE / 'password.xlsx', 'wb') as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt('mat-khau', out)


def old_excel():
    book = xlwt.Workbook(encoding='utf-8')
    sheet = book.add_sheet('Danh sách')
    day = xlwt.easyxf(num_format_str='dd/mm/yyyy')
    for r, row in enumerate([HEADINGS, *values([person(), body()])]):
        for c, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write(r, c, value, day)
            elif value is not None:
                sheet.write(r, c, value)
    sheet.row(2).hidden = True
    book.save(str(HERE / 'xlwt.xls'))
    shutil.copy(HERE / 'xlwt.xls', HERE / 'old-named-new.xlsx')


def libreoffice():
    with tempfile.TemporaryDirectory() as work:
        for kind, form in {'ods': 'ods', 'xls': 'xls:MS Excel 97', 'xlsx': 'xlsx:Calc MS Excel 2007 XML', 'fods': 'fods'}.items():
            subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{work}/profile', '--convert-to', form,
                            '--outdir', f'{work}/{kind}', HERE / 'good.xlsx'], check=True, capture_output=True)
            if kind != 'fods':
                shutil.copy(f'{work}/{kind}/good.{kind}', HERE / f'libreoffice.{kind}')
    with zipfile.ZipFile(HERE / 'libreoffice.ods') as good, zipfile.ZipFile(HERE / 'password.ods', 'w', zipfile.ZIP_DEFLATED) as made:
        locked = (b'<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AA=="><manifest:algorithm '
                  b'manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="AA=="/></manifest:encryption-data></manifest:file-entry>')
        for part in good.namelist():
            data = good.read(part)
            if part == 'META-INF/manifest.xml':
                at = data.index(b'manifest:full-path="content.xml"')
                end = data.index(b'/>', at)
                data = data[:end] + b'>' + locked + data[end + 2:]
            made.writestr(part, bytes(reversed(data)) if part == 'content.xml' else data)


def dated(row):
    return [value.strftime('%d/%m/%Y') if isinstance(value, datetime.date) else '' if value is None else str(value) for value in row]


def line(row, sign):
    return sign.join('"' + cell.replace('"', '""') + '"' if sign in cell or '"' in cell or '\n' in cell else cell for cell in dated(row))


# The mark of a tone is a sign of its own in Windows-1258, after the letter that it stands on.
TONES = {'\u0300': '\xcc', '\u0301': '\xec', '\u0303': '\xde', '\u0309': '\xd2', '\u0323': '\xf2'}


def windows_1258(text):
    import unicodedata
    out = []
    for sign in unicodedata.normalize('NFC', text):
        whole = unicodedata.normalize('NFD', sign)
        tone = [mark for mark in whole if mark in TONES]
        base = unicodedata.normalize('NFC', ''.join(mark for mark in whole if mark not in TONES))
        out.append(base.encode('cp1258') + ''.join(TONES[mark] for mark in tone).encode('latin-1'))
    return b''.join(out)


def texts():
    rows = [HEADINGS, *values([person(), body()])]
    text = {sign: '\r\n'.join(line(row, sign) for row in rows) + '\r\n' for sign in ',;\t'}
    (HERE / 'utf-8-bom.csv').write_bytes(b'\xef\xbb\xbf' + text[','].encode())
    (HERE / 'utf-8.csv').write_bytes(text[','].encode())
    (HERE / 'semicolons-sep.csv').write_bytes(b'\xef\xbb\xbfsep=;\r\n' + text[';'].encode())
    (HERE / 'utf-16.txt').write_bytes(b'\xff\xfe' + text['\t'].encode('utf-16-le'))
    (HERE / 'utf-16-no-mark.csv').write_bytes(text['\t'].encode('utf-16-le'))
    (HERE / 'windows-1258.csv').write_bytes(windows_1258(text[';']))


TCVN3 = dict(zip(
    'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ',
    'µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦'))
VNI_MARKS = {'\u0300': 'ø', '\u0301': 'ù', '\u0309': 'û', '\u0303': 'õ', '\u0323': 'ï', '\u0302': 'â', '\u0306': 'ê',
             '\u0302\u0300': 'à', '\u0302\u0301': 'á', '\u0302\u0309': 'å', '\u0302\u0303': 'ã', '\u0302\u0323': 'ä',
             '\u0306\u0300': 'è', '\u0306\u0301': 'é', '\u0306\u0309': 'ú', '\u0306\u0303': 'ü', '\u0306\u0323': 'ë'}
VNI_LETTERS = {'ơ': 'ô', 'ư': 'ö', 'đ': 'ñ', 'í': 'í', 'ì': 'ì', 'ỉ': 'æ', 'ĩ': 'ó', 'ị': 'ò', 'ỵ': 'î'}


def vni(text):
    import unicodedata
    out = ''
    for sign in text:
        small, big = sign.lower(), sign != sign.lower()
        read = VNI_LETTERS.get(small)
        if read is None:
            whole = unicodedata.normalize('NFD', small)
            if 'ơ' in unicodedata.normalize('NFC', whole[:2]) or 'ư' in unicodedata.normalize('NFC', whole[:2]):
                read = VNI_LETTERS[unicodedata.normalize('NFC', whole[:2])] + VNI_MARKS[whole[2]]
            else:
                marks = ''.join(sorted(whole[1:], key=lambda mark: mark not in '\u0302\u0306'))
                read = whole[0] + (VNI_MARKS[marks] if marks else '')
        out += read.upper() if big else read
    return out


def legacy():
    people = ['Nguyễn Văn Đức', 'Trần Thị Hương', 'Phạm Hồng Thắm', 'Lý Mỹ Kỳ']
    def rows(convert):
        # What a list takes from the round is chosen in Unicode; the rest was copied from old files.
        made = []
        for name in people:
            row = person(name)
            for heading in ['Tên tập thể hoặc họ và tên', 'Chức vụ', 'Tên thành tích', 'Tóm tắt thành tích']:
                row[heading] = convert(row[heading])
            made.append(row)
        return made
    tcvn3 = lambda text: ''.join(TCVN3.get(sign, sign) for sign in text)
    misread = lambda text: text.encode().decode('latin-1').translate({code: bytes([code]).decode('cp1252', 'replace') for code in range(0x80, 0xa0) if code not in (0x81, 0x8d, 0x8f, 0x90, 0x9d)})
    save('tcvn3.xlsx', rows(tcvn3))
    save('vni.xlsx', rows(vni))
    save('utf-8-misread.xlsx', rows(misread))
    book, sheet = workbook([], headings=[tcvn3(heading) for heading in HEADINGS])
    for row in values(rows(tcvn3)):
        sheet.append([tcvn3(cell) if isinstance(cell, str) and cell in (PERSON, AWARD, 'Nam') else cell for cell in row])
    for cell in [*sheet['I'], *sheet['J']]:
        cell.number_format = 'dd/mm/yyyy'
    book.save(HERE / 'tcvn3-headings-too.xlsx')


def others():
    page = ''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in dated(row)) + '</tr>' for row in [HEADINGS, *values([person()])])
    (HERE / 'page-named-xls.xls').write_text(f'<html><head><meta charset="utf-8"></head><body><table>{page}</table></body></html>')
    (HERE / 'empty.xlsx').write_bytes(b'')
    (HERE / 'cut-short.xlsx').write_bytes((HERE / 'good.xlsx').read_bytes()[:3000])
    (HERE / 'cut-short.xls').write_bytes((HERE / 'xlwt.xls').read_bytes()[:1500])
    (HERE / 'letter.pdf').write_bytes(b'%PDF-1.4\n%%EOF\n')
    (HERE / 'nothing-in-it.csv').write_bytes(b'\r\n;;;\r\n')


HERE.mkdir(exist_ok=True)
for make in [excel, old_excel, libreoffice, texts, legacy, others]:
    make()
