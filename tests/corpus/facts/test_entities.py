"""Facts that are no figures: dates, references, people, addresses."""

import pytest

from corpus.records import Fact, FactKind
from tests.corpus.made_reports import report_of


def _of_kind(text: str, kind: FactKind) -> list[Fact]:
    return [fact for fact in report_of(text).facts if fact.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind", "wordings"),
    [
        ("Khai trương ngày 30/8/2019.", FactKind.DATE, ["ngày 30/8/2019"]),
        ("Trong tháng 8/2019 đã khai trương.", FactKind.DATE, []),
        ("Theo Chỉ thị 16/CT-TTg của Thủ tướng.", FactKind.REFERENCE, ["Chỉ thị 16/CT-TTg"]),
        ("Nộp tại https://dvc.gov.vn nhé.", FactKind.ADDRESS, ["https://dvc.gov.vn"]),
        ("Ông Lê Văn Tám, Giám đốc Sở, báo cáo.", FactKind.PERSON, ["Lê Văn Tám"]),
    ],
)
def test_kinds(text: str, kind: FactKind, wordings: list[str]) -> None:
    assert [fact.wording for fact in _of_kind(text, kind)] == wordings


def test_a_date_keeps_the_words_beside_it() -> None:
    (date,) = _of_kind("Cổng mở từ xuân, khai trương ngày 30/8/2019, có 5 mục.", FactKind.DATE)
    assert date.measure == "khai trương ngày 30/8/2019"


def test_a_signer_under_the_report() -> None:
    (person,) = _of_kind("Toàn tỉnh có 12 chợ.\n\nKT. CHỦ TỊCH\n\nLê Văn Tám", FactKind.PERSON)
    assert (person.wording, person.measure) == ("Lê Văn Tám", "người ký, Kt. chủ tịch")


def test_an_address_hides_the_reference_in_it() -> None:
    assert _of_kind("Xem https://a.gov.vn/664/QĐ-UBND nhé.", FactKind.REFERENCE) == []
