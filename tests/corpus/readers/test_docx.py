"""The Word reader: what the page shows, in its order, and what is refused."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from corpus.errors import (
    DamagedReport,
    DangerousContent,
    EmptyReport,
    ReportError,
    SecretReport,
    TooComplex,
    WrongContent,
)
from corpus.intake import admit
from corpus.limits import Limits
from corpus.readers.docx import DocxReader
from corpus.records import Extract, Table

PATH = Path("báo-cáo.docx")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _package(body: str, space: str = W, **parts: str) -> bytes:
    """A Word file of this body; other parts by name: styles, numbering, footnotes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {space} {MC}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {space}>{content}</w:{name}>")
    return made.getvalue()


def _read(data: bytes, path: Path = PATH, limits: Limits | None = None) -> Extract:
    extract = DocxReader().extract(path, data, limits or Limits())
    for table in extract.tables:
        assert all(table.span.holds(cell.span) for cell in table.cells)
    return extract


def _blocks(body: str, **parts: str) -> list[str]:
    return [block.strip() for block in _read(_package(body, **parts)).text.split("\n\n") if block.strip()]


def _refusal(data: bytes, limits: Limits | None = None) -> ReportError:
    with pytest.raises(ReportError) as caught:
        _read(data, limits=limits)
    return caught.value


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _p(*content: str, properties: str = "") -> str:
    runs = (part if part.startswith("<") else _run(part) for part in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _tc(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<w:p") or content.startswith("<w:tbl") else _p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _tbl(*rows: list[str], properties: str = "") -> str:
    lines = ("<w:tr>" + "".join(c if c.startswith("<w:tc") else _tc(c) for c in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(lines)}</w:tbl>"


FIVE = _run("có 5 xã")
CONTROL = '<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
ALTERNATIVES = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
LINES = '<w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders>'


def _cells(extract: Extract, table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rows, c.columns, c.span.of(extract.text)) for c in table.cells]


def test_a_document_of_python_docx() -> None:
    document, made = docx.Document(), io.BytesIO()
    document.add_heading("I. KẾT QUẢ", level=1)
    document.add_paragraph("Toàn xã có 12 tổ hợp tác.")
    document.add_paragraph("Thu ngân sách đạt 1,2 tỷ đồng.", style="List Bullet")
    document.add_paragraph("Rà soát hộ nghèo.", style="List Number")
    document.add_paragraph("Bình xét công khai.", style="List Number")
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    for row, texts in zip(
        table.rows, [("Chỉ tiêu", "Năm 2019"), ("Hộ nghèo", "52"), ("Hộ khá", "140")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(made)
    extract = _read(made.getvalue())
    assert extract.text.split("\n\n")[:5] == [
        "I. KẾT QUẢ",
        "Toàn xã có 12 tổ hợp tác.",
        "• Thu ngân sách đạt 1,2 tỷ đồng.",
        "1. Rà soát hộ nghèo.",
        "2. Bình xét công khai.",
    ]
    assert "Chỉ tiêu | Năm 2019\nHộ nghèo | 52\nHộ khá | 140\n" in extract.text
    assert (extract.source, extract.reader, extract.warnings, extract.pages) == (PATH.name, "docx", (), ())


@pytest.mark.parametrize("space", [W, STRICT])
def test_both_namespaces(space: str) -> None:
    assert _read(_package(_p("Xã có 5 thôn."), space)).text.strip() == "Xã có 5 thôn."


def _list(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _level(level: int, kind: str, pattern: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def _numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def test_numbers_of_several_levels_count_and_restart() -> None:
    numbering = _numbering(
        _level(0, "upperRoman", "%1."), _level(1, "decimal", "%2."), _level(2, "lowerLetter", "%3)")
    )
    levels = [0, 1, 2, 2, 1, 0, 1]
    body = "".join(_p("nội dung", properties=_list(1, level)) for level in levels)
    labels = [block.split()[0] for block in _blocks(body, numbering=numbering)]
    assert labels == ["I.", "1.", "a)", "b)", "2.", "II.", "1."]


@pytest.mark.parametrize(
    ("kind", "pattern", "labels"),
    [
        ("decimal", "%1.", ["1.", "2."]),
        ("decimalZero", "%1", ["01", "02"]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)"]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("bullet", "-", ["-", "-"]),
        ("bullet", "+", ["+", "+"]),
        ("bullet", "\uf0b7", ["•", "•"]),
        ("bullet", "o", ["•", "•"]),
        ("none", "", ["nội", "nội"]),
    ],
)
def test_kinds_of_numbers(kind: str, pattern: str, labels: list[str]) -> None:
    body = _p("nội dung", properties=_list(1)) * 2
    assert [b.split()[0] for b in _blocks(body, numbering=_numbering(_level(0, kind, pattern)))] == labels


def test_numbers_of_headings_come_from_their_style() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr>{_list(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="heading 2"/><w:basedOn w:val="A"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = _numbering(_level(0, "decimal", "%1.", 3), _level(1, "decimal", "%1.%2."))
    body = "".join(_p("mục", properties=f'<w:pStyle w:val="{style}"/>') for style in "ABB")
    assert _blocks(body, styles=styles, numbering=numbering) == ["3. mục", "3.1. mục", "3.2. mục"]


def test_a_list_that_starts_anew() -> None:
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    lists += '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = "".join(_p("mục", properties=_list(number)) for number in (1, 1, 2, 2))
    blocks = _blocks(body, numbering=_numbering(_level(0, "decimal", "%1."), lists=lists))
    assert [block[:2] for block in blocks] == ["1.", "2.", "1.", "2."]


def test_breaks_and_tabs() -> None:
    title = _p(_run("BÁO CÁO"), "<w:r><w:br/></w:r>", _run("kết quả năm 2018"), properties='<w:jc w:val="center"/>')
    prose = _p(_run("Tổng số"), "<w:r><w:tab/></w:r>", _run("5 hộ"), "<w:r><w:br/></w:r>", _run("được vay vốn."))
    lines = _p(_run("Nơi nhận:"), "<w:r><w:br/></w:r>", _run("- Như trên."))
    expected = ["BÁO CÁO\nkết quả năm 2018", "Tổng số 5 hộ được vay vốn.", "Nơi nhận:\n- Như trên."]
    assert _blocks(title + prose + lines) == expected


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(_run("có 5") + "<w:ins>" + _run("2 xã") + "</w:ins>", "có 52 xã", id="inserted"),
        pytest.param("<w:del><w:r><w:delText>4 </w:delText></w:r></w:del>" + FIVE, "có 5 xã", id="deleted"),
        pytest.param("<w:moveFrom>" + _run("4 ") + "</w:moveFrom>" + FIVE, "có 5 xã", id="moved"),
        pytest.param(_run("có 5 xã") + _run("9999", "<w:vanish/>"), "có 5 xã", id="hidden"),
        pytest.param(_run("có 5 xã", '<w:vanish w:val="0"/>'), "có 5 xã", id="not hidden"),
        pytest.param("<w:r><w:instrText>SUM(A1) 77</w:instrText></w:r>" + FIVE, "có 5 xã", id="field code"),
        pytest.param("<w:hyperlink>" + _run("có 5 ") + "</w:hyperlink>" + _run("xã"), "có 5 xã", id="link"),
        pytest.param(CONTROL.format(FIVE), "có 5 xã", id="control"),
        pytest.param("<w:smartTag>" + FIVE + "</w:smartTag>", "có 5 xã", id="smart tag"),
        pytest.param(_run("hộ nghèo", "<w:caps/>"), "HỘ NGHÈO", id="capitals"),
        pytest.param(_run("đạt 10") + _run("3", '<w:vertAlign w:val="superscript"/>'), "đạt 10³", id="raised"),
        pytest.param(_run("5 m") + _run("2", '<w:vertAlign w:val="superscript"/>'), "5 m2", id="unit"),
        pytest.param(_run("9") + "<w:r><w:noBreakHyphen/></w:r>" + _run("12 hộ"), "9-12 hộ", id="hyphen"),
    ],
)
def test_runs(content: str, text: str) -> None:
    assert _blocks(_p(content)) == [text]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    body = _p(_run("Toàn xã có "), properties="<w:rPr><w:del/></w:rPr>") + _p("5 thôn.") + _p("Hết.")
    assert _blocks(body) == ["Toàn xã có 5 thôn.", "Hết."]


@pytest.mark.parametrize(
    ("font", "written", "text"),
    [
        (".VnTime", "Toµn tØnh cã 5 x·", "Toàn tỉnh có 5 xã"),
        (".VnTimeH", "b¸o c¸o", "BÁO CÁO"),
        (".VnTime", "tr\u00ad\u00edc", "trước"),
        (".VnTime", "\uf0b8p", "áp"),
        (".VnTime", "năm thứ mười", "năm thứ mười"),
        ("VNI-Times", "Hôïp taùc xaõ", "Hợp tác xã"),
        ("Times New Roman", "à la", "à la"),
    ],
)
def test_old_fonts(font: str, written: str, text: str) -> None:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    assert _blocks(_p(_run(written, fonts))) == [text]
    style = f'<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr>{fonts}</w:rPr></w:style>'
    assert _blocks(_p(written), styles=style) == [text]
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
    assert _blocks(_p(written), styles=defaults) == [text]


def test_a_letter_parted_from_its_mark() -> None:
    fonts = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    assert _blocks(_p(_run("ta", fonts), _run("ùc", fonts))) == ["tác"]


def test_merged_cells() -> None:
    restart, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = _tbl(
        [_tc("Chỉ tiêu", restart), _tc("Năm", wide)],
        [_tc("", goes_on), "2018", "2019"],
        ["Hộ nghèo", "61", "52"],
        properties=LINES,
    )
    extract = _read(_package(table))
    assert _cells(extract, extract.tables[0]) == [
        (0, 0, 2, 1, "Chỉ tiêu"),
        (0, 1, 1, 2, "Năm"),
        (1, 1, 1, 1, "2018"),
        (1, 2, 1, 1, "2019"),
        (2, 0, 1, 1, "Hộ nghèo"),
        (2, 1, 1, 1, "61"),
        (2, 2, 1, 1, "52"),
    ]
    assert extract.text.startswith("Chỉ tiêu | Năm\n2018 | 2019\nHộ nghèo | 61 | 52\n")


def test_cells_of_several_paragraphs_and_tables() -> None:
    inner = _tbl(["thóc", "30"], ["ngô", "12"], properties=LINES)
    table = _tbl([_tc(_p("Sản lượng") + _p("(tấn)")), _tc(inner)], ["Tổng", "42"], ["Khác", "1"], properties=LINES)
    assert _read(_package(table)).text.startswith("Sản lượng (tấn) | thóc; 30; ngô; 12\nTổng | 42\n")


def test_automatic_numbers_in_cells() -> None:
    empty = _p(properties=_list(1))
    table = _tbl(["TT", "Tên"], [_tc(empty), "Xã A"], [_tc(empty), "Xã B"], properties=LINES)
    text = _read(_package(table, numbering=_numbering(_level(0, "decimal", "%1")))).text
    assert text.startswith("TT | Tên\n1 | Xã A\n2 | Xã B\n")


def test_deleted_rows_are_left_out() -> None:
    rows = [_tbl([name, "1"], properties=LINES) for name in "abc"]
    lines = [row[row.index("<w:tr>") : row.index("</w:tbl>")] for row in rows]
    lines[1] = lines[1].replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    deleted = f"<w:tbl><w:tblPr>{LINES}</w:tblPr>{''.join(lines)}</w:tbl>"
    assert _read(_package(deleted)).text.startswith("a | 1\nc | 1\n")


def test_a_letterhead_is_lines() -> None:
    left = _tc(_p("ỦY BAN NHÂN DÂN") + _p("XÃ VÍ DỤ"))
    right = _tc(_p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + _p("Độc lập - Tự do - Hạnh phúc"))
    head = _tbl([left, right], ["Số: 7/BC-UBND", "Ví Dụ, ngày 5 tháng 9 năm 2018"])
    extract = _read(_package(head + _p("BÁO CÁO") + _p("Kết quả năm 2018")))
    assert extract.tables == ()
    assert [line for line in extract.text.split("\n") if line] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ VÍ DỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 7/BC-UBND",
        "Ví Dụ, ngày 5 tháng 9 năm 2018",
        "BÁO CÁO",
        "Kết quả năm 2018",
    ]


@pytest.mark.parametrize(
    ("table", "is_table"),
    [
        pytest.param(_tbl(["Ghi chú trong khung."], properties=LINES), False, id="frame"),
        pytest.param(_tbl(["Nơi nhận: như trên", "CHỦ TỊCH"], properties=LINES), False, id="signatures"),
        pytest.param(_tbl(["Hộ nghèo", "52"]), True, id="bare figures"),
        pytest.param(_tbl(["Tên", "Loại"], ["Xã A", "khá"], properties=LINES), True, id="drawn"),
        pytest.param(_tbl(["Tên", "Loại"], ["Xã A", "khá"], ["Xã B", "tốt"], ["Xã C", "tốt"]), True, id="long"),
        pytest.param(_tbl(["Bên trái", "Bên phải"]), False, id="side by side"),
    ],
)
def test_what_is_a_table(table: str, is_table: bool) -> None:
    assert bool(_read(_package(_p("Mở đầu.") + table)).tables) is is_table


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{_p('Khung chữ 15 xã')}</w:txbxContent>"
    both, old = ALTERNATIVES.format(box, box), ALTERNATIVES.format("", f"<w:pict>{box}</w:pict>")
    for drawing in (both, old, f"<w:drawing>{box}</w:drawing>"):
        assert _blocks(_p("Trước.", f"<w:r>{drawing}</w:r>") + _p("Sau.")) == ["Trước.", "Khung chữ 15 xã", "Sau."]


def test_notes_stand_at_the_end_and_do_not_touch_figures() -> None:
    footnotes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    footnotes += "".join(f'<w:footnote w:id="{i}">{_p(f"Nguồn số {i}.")}</w:footnote>' for i in (1, 2, 3))
    body = _p(
        "Có 25", '<w:r><w:footnoteReference w:id="2"/></w:r>', " hộ", '<w:r><w:footnoteReference w:id="1"/></w:r>'
    )
    assert _blocks(body + _p("Hết."), footnotes=footnotes) == [
        "Có 25 hộ",
        "Hết.",
        "[1] Nguồn số 2.",
        "[2] Nguồn số 1.",
    ]


def test_a_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    body = _p("I. KẾT QUẢ 3", properties='<w:pStyle w:val="T"/>') + _p("I. KẾT QUẢ")
    assert _blocks(body, styles=styles) == ["I. KẾT QUẢ"]


def test_parts_are_found_by_their_relations() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        relation = f'<Relationship Type="{RELATION}/officeDocument" Target="/bao/van.xml"/>'
        archive.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        archive.writestr("bao/van.xml", f"<w:document {W}><w:body>{_p('Xã có 5 thôn.')}</w:body></w:document>")
    assert _read(made.getvalue()).text.strip() == "Xã có 5 thôn."


def test_macros_are_told() -> None:
    data = io.BytesIO(_package(_p("Xã có 5 thôn.")))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    extract = _read(data.getvalue(), Path("báo-cáo.docm"))
    assert "macro" in extract.warnings[0]
    assert extract.text.strip() == "Xã có 5 thôn."


DTD = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["document", "styles"])
def test_a_dtd_is_refused(part: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{DTD}<w:document {W}>&x;</w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(f"word/{part}.xml", xml.encode(encoding))
        if part != "document":
            archive.writestr("word/document.xml", f"<w:document {W}/>")
    assert isinstance(_refusal(made.getvalue()), DangerousContent)


@pytest.mark.parametrize(
    ("data", "limits", "expected"),
    [
        pytest.param(b"%PDF-1.7", None, WrongContent, id="another format"),
        pytest.param(_package(_p("x"))[:200], None, DamagedReport, id="cut"),
        pytest.param(_package("<w:p>"), None, DamagedReport, id="no XML"),
        pytest.param(_package(_p("123")), None, EmptyReport, id="no words"),
        pytest.param(_package("<w:sdt>" * 300 + "</w:sdt>" * 300), None, TooComplex, id="deep"),
        pytest.param(_package(_tbl(*[["a", "b"]] * 9)), Limits(max_cells=10), TooComplex, id="cells"),
        pytest.param(_package(_p("chữ " * 90)), Limits(max_chars=100), TooComplex, id="text"),
        pytest.param(_package(_p("a" * 11_000_000)), Limits(max_ratio=10**6), TooComplex, id="one node"),
    ],
)
def test_refusals(data: bytes, limits: Limits | None, expected: type[ReportError]) -> None:
    refusal = _refusal(data, limits)
    assert isinstance(refusal, expected)
    assert "Hãy" in refusal.reason


def test_an_archive_without_a_document() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert isinstance(_refusal(made.getvalue()), WrongContent)


def test_headers_and_footers_go_to_the_gate() -> None:
    """They are no text of the report, but a stamp may stand there, also in a table or a text box."""
    boxed = _p(f"<w:r><w:pict><w:txbxContent>{_p(_run('TỐI MẬT'))}</w:txbxContent></w:pict></w:r>")
    body = _p(_run("Huyện có 12 xã."))
    read = _read(_package(body, header1=_p(_run("UBND huyện Mẫu")) + boxed, footer2=_p(_run("Bản thảo"))))
    assert "UBND" not in read.text
    assert set(read.asides) == {"UBND huyện Mẫu", "TỐI MẬT", "Bản thảo"}
    with pytest.raises(SecretReport):
        admit(read, Limits())
