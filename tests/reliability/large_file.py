"""A large sound report through the sandbox: 500 pages of prose with tables, 8 MB or more.

    python -m tests.reliability.large_file [PAGES]

Prints the size of the file, its pages, tables and facts, the seconds and the peak of memory.
"""

import hashlib
import random
import sys
from pathlib import Path

from reportlab.lib.utils import ImageReader

from corpus.limits import MIB, Limits
from corpus.sandbox import Sandbox
from tests.corpus.readers.made_pdf import LEFT, MadePdf

_LEAST_SIZE = 8 * 1000 * 1000
_COMMUNES = ("Nà Mới", "Bản Lù", "Khuổi Đẩy", "Pác Thin", "Lũng Vài", "Nặm Khoan")
_SENTENCES = (
    "Đến hết năm 2019, xã {place} có {a} hộ nghèo, giảm {b} hộ so với năm 2018; tỷ lệ hộ nghèo còn {c},{d}%.",
    "Tổng thu ngân sách trên địa bàn xã {place} đạt {a}.{e} triệu đồng, bằng {c},{d}% kế hoạch năm.",
    "Diện tích gieo trồng của xã {place} là {a},{d} ha, sản lượng lương thực {b}.{e} tấn.",
    "Cán bộ xã đã cùng bà con sửa đường, khơi mương và trồng lại những khoảng rừng bị sạt lở sau mùa mưa.",
    "Trường tiểu học {place} có {b} lớp với {e} học sinh, trong đó {c} học sinh khuyết tật học hòa nhập.",
)


def made_pdf(pages: int) -> bytes:
    """A PDF of so many pages, the same each time; a table on every fifth page, a picture on every fourth."""
    chance = random.Random(7)  # noqa: S311  (no secret)
    pdf = MadePdf()
    pdf.centred("BÁO CÁO")
    pdf.centred("Kết quả công tác năm 2019 của huyện Ba Bể, tỉnh Bắc Kạn")
    for page in range(1, pages + 1):
        pdf.centred(f"{page}. Xã thứ {page}")
        if page % 5 == 0:
            pdf.table([150, 100, 100], [["Thôn", "Số hộ", "Hộ nghèo"], *(_row(chance) for _ in range(12))])
        while pdf.y < 640:
            pdf.prose(" ".join(_sentence(chance) for _ in range(5)))
        if page % 4 == 0:
            _photo(pdf, chance)
        pdf.next_page()
    return pdf.data()


def _row(chance: random.Random) -> list[str]:
    return [chance.choice(_COMMUNES), str(chance.randint(40, 200)), str(chance.randint(1, 40))]


def _sentence(chance: random.Random) -> str:
    a, b, c, d = chance.randint(100, 900), chance.randint(10, 99), chance.randint(2, 99), chance.randint(1, 9)
    return chance.choice(_SENTENCES).format(
        place=chance.choice(_COMMUNES), a=a, b=b, c=c, d=d, e=chance.randint(100, 999)
    )


def _photo(pdf: MadePdf, chance: random.Random) -> None:
    """A small photograph of noise, which does not pack, as photographs do not."""
    from PIL import Image

    noise = Image.frombytes("RGB", (160, 110), chance.randbytes(160 * 110 * 3))
    pdf.canvas.drawImage(ImageReader(noise), LEFT, 40, 160, 110)


def main() -> int:
    """Make the file, read it, print what it took; 1 where it is refused."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    data = made_pdf(pages)
    print(f"{len(data) / 1e6:.1f} MB, {pages} pages", flush=True)
    with Sandbox() as sandbox:
        path = Path("lon.pdf")
        understood = sandbox.read(path, data, hashlib.sha256(data).hexdigest(), path.name, Limits())
    report, cost = understood.read.report, understood.cost
    print(f"{len(report.text) / 1e6:.1f} million characters, {report.tables} tables, {len(report.facts)} facts")
    print(f"{cost.wall:.0f} s ({cost.cpu:.0f} s of CPU), peak {cost.peak / MIB:.0f} MiB")
    return 0 if report.pages == pages and (pages < 500 or len(data) >= _LEAST_SIZE) else 1


if __name__ == "__main__":
    sys.exit(main())
