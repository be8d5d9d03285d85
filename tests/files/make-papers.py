#!/usr/bin/env python3
"""Makes the papers in tests/files/papers with other programs than the service's own.

    pip install python-docx reportlab pikepdf Pillow pillow-heif msoffcrypto-tool; apt-get install libreoffice-calc
    python3 tests/files/make-papers.py

They are committed: tests need none of these programs. What must come of each stands in tests/api/files.test.ts.
"""
import io
import pathlib
import subprocess
import tempfile
import zipfile

import docx
import msoffcrypto.format.ooxml
import pikepdf
import pillow_heif
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

HERE = pathlib.Path(__file__).parent / 'papers'
TEXT = 'Báo cáo thành tích'
# Two colours in stripes: enough that a picture has something to be cut off.
PICTURE = Image.effect_mandelbrot((160, 120), (-3, -2.5, 2, 2.5), 100).convert('RGB')


def word():
    """Bytes of a Word file with one paragraph."""
    paper = docx.Document()
    paper.add_paragraph(TEXT)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def again(data, parts=(), types='', last=()):
    """The archive anew: with parts and their types added, and some parts at its end."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as made:
        names = sorted(read.namelist(), key=lambda name: name in last)
        for name in names:
            content = read.read(name)
            if name == '[Content_Types].xml':
                content = content.replace(b'</Types>', types.encode() + b'</Types>')
            made.writestr(name, content)
        for name, content in parts:
            made.writestr(name, content)
    return out.getvalue()


def office():
    plain = word()
    (HERE / 'content-types-last.docx').write_bytes(again(plain, last=['[Content_Types].xml']))
    macro = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    compound = bytes.fromhex('d0cf11e0a1b11ae1') + bytes(504)
    (HERE / 'macro.docm').write_bytes(again(plain, [('word/vbaProject.bin', compound)], macro))
    equation = '<Override PartName="/word/embeddings/oleObject1.bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
    (HERE / 'old-equation.docx').write_bytes(again(plain, [('word/embeddings/oleObject1.bin', compound)], equation))
    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(plain)).encrypt('mat-khau', locked)
    (HERE / 'password.docx').write_bytes(locked.getvalue())


def pdfs():
    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    for page in range(3):
        canvas.drawString(72, 720, f'Bao cao thanh tich, trang {page + 1}')
        canvas.showPage()
    canvas.save()
    plain = made.getvalue()
    (HERE / 'plain.pdf').write_bytes(plain)
    (HERE / 'newline.pdf').write_bytes(b'\r\n' + plain)
    (HERE / 'after-a-mail.pdf').write_bytes(b'Content-Type: application/pdf\r\n'.ljust(1_000) + b'\r\n\r\n' + plain)
    with pikepdf.open(io.BytesIO(plain)) as paper:
        paper.save(HERE / 'linearized.pdf', linearize=True, static_id=True)
        paper.save(HERE / 'password.pdf', encryption=pikepdf.Encryption(owner='chu', user='mat-khau', R=6))
        paper.save(HERE / 'password-of-old.pdf', encryption=pikepdf.Encryption(owner='chu', user='mat-khau', R=3, aes=False, metadata=False))
        paper.save(HERE / 'owner-password.pdf', encryption=pikepdf.Encryption(
            owner='chu', user='', R=6, allow=pikepdf.Permissions(print_lowres=False, print_highres=False)))
    PICTURE.save(HERE / 'scanned.pdf')
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / 'libreoffice.csv').write_text(f'{TEXT}\n' * 90)
        subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', 'pdf',
                        '--outdir', str(HERE), f'{folder}/libreoffice.csv'], check=True, stdout=subprocess.DEVNULL)


def pictures():
    PICTURE.save(HERE / 'photo.jfif', 'JPEG', quality=60)
    # As a camera: with a preview that has an end of its own, and lines that come in several scans.
    preview = io.BytesIO()
    PICTURE.resize((40, 30)).save(preview, 'JPEG')
    exif = Image.Exif()
    exif[0x010F] = 'May anh'
    tagged = exif.tobytes() + preview.getvalue()
    PICTURE.save(HERE / 'camera.jpg', 'JPEG', quality=60, progressive=True, exif=tagged)
    PICTURE.save(HERE / 'scan.png')
    PICTURE.save(HERE / 'photo.avif')
    pillow_heif.from_pillow(PICTURE).save(HERE / 'IMG_0001.HEIC', quality=40)


HERE.mkdir(exist_ok=True)
for make in [office, pdfs, pictures]:
    make()
