"""The database keeps every field of a report, exactly."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from corpus.records import (
    Fact,
    FactKind,
    Metadata,
    NotRead,
    Passage,
    Period,
    PeriodKind,
    Quantity,
    RatioKind,
    Relation,
    Report,
    ReportKind,
    Section,
    Span,
    Status,
    Unread,
)
from index.errors import EmptyIndex
from index.layout import Layout
from index.store import Store

YEAR = Period(PeriodKind.YEAR, date(2019, 1, 1), date(2019, 12, 31), "năm 2019", as_of=True)
BEFORE = Period(PeriodKind.QUARTER, date(2018, 7, 1), date(2018, 9, 30), "quý III/2018", as_of=True)
FIGURE = Quantity(
    value=Decimal("76.90"),
    unit="học sinh",
    span=Span(3, 20),
    number=Span(8, 12),
    scale=1000,
    scale_word="nghìn",
    comparator=">=",
    of=Decimal("100.5"),
    ratio=RatioKind.PLAN,
    upto=Decimal("80.25"),
)
FULL = Fact(
    kind=FactKind.FIGURE,
    wording="trên 76,9/100,5 nghìn học sinh",
    span=Span(3, 20),
    passage=2,
    own=Span(1, 22),
    clause=Span(0, 23),
    sentence=Span(0, 24),
    quantity=FIGURE,
    measure="số học sinh",
    event="tuyển mới",
    category="mức độ 3",
    owner="huyện Mẫu",
    context=(Span(1, 2), Span(4, 5)),
    period=YEAR,
    compared_with=BEFORE,
    place="Bắc Kạn",
    status=Status.ESTIMATE,
    yardstick="kế hoạch năm",
    direction=-1,
    relation=Relation.DELTA,
    parent=1,
    flags=("các phần cộng lại được 40, nhiều hơn tổng 37",),
    why=("đơn vị: sản phẩm",),
)
PLAIN = Fact(FactKind.DATE, "ngày 1/8/2019", Span(5, 9), 1, Span(5, 9), Span(4, 9), Span(0, 9))
REPORT = Report(
    source="mẫu 1.txt",
    sha256="ab" * 32,
    text="Đoạn một.\nĐoạn hai, dài hơn một chút để đủ chỗ.",
    reader="text",
    metadata=Metadata(
        "Báo cáo mẫu",
        "Sở Mẫu",
        "12/BC-SM",
        "Bắc Kạn",
        date(2019, 12, 30),
        YEAR,
        ReportKind.CORRECTION,
        "11/BC-SM",
        "https://mau.vn/1",
    ),
    sections=(Section("I. Chung", 1, Span(0, 40)),),
    passages=(
        Passage(1, Span(0, 9), "Đoạn một."),
        Passage(2, Span(10, 47), "Đoạn hai, dài hơn một chút để đủ chỗ.", ("I. Chung", "1. Riêng"), 3, "Biểu 1"),
    ),
    facts=(FULL, PLAIN),
    warnings=("ký tự 3: lạ",),
    unread=(Unread(Span(3, 5), NotRead.HEADING),),
    pages=3,
    tables=1,
)
WORDS = {1: ["đoạn", "một"], 2: ["đoạn", "hai"]}


@pytest.fixture
def store(layout: Layout) -> Iterator[Store]:
    with Store.open(layout, create=True) as opened:
        yield opened


@pytest.fixture
def report_id(store: Store) -> int:
    """The full report, in the live version."""
    number = store.add_report(REPORT, WORDS)
    store.publish(1, [number], "thử", passages=2, facts=2)
    return number


def defaults(record: type) -> dict[str, object]:
    return {f.name: f.default for f in fields(record) if f.default is not MISSING}


@pytest.mark.parametrize("record", [FULL, FIGURE, YEAR, REPORT.passages[1], REPORT.metadata, REPORT])
def test_the_full_records_leave_nothing_at_its_default(record: object) -> None:
    """So that a field added to a record must be stored, or the round trip below fails."""
    assert not [name for name, value in defaults(type(record)).items() if getattr(record, name) == value]


def test_what_is_not_read_comes_back(store: Store, report_id: int) -> None:
    assert store.unread(report_id) == REPORT.unread


def test_facts_come_back_as_they_were(store: Store, report_id: int) -> None:
    full, plain = store.facts_of_report(report_id)
    assert full.fact == replace(FULL, parent=None)
    assert plain.fact == PLAIN


def test_a_parent_comes_back_as_the_id_of_its_fact(store: Store, report_id: int) -> None:
    full, plain = store.facts_of_report(report_id)
    assert (full.parent_id, plain.parent_id) == (plain.id, None)
    assert [c.id for c in store.children([plain.id])] == [full.id]


def test_passages_come_back_as_they_were(store: Store, report_id: int) -> None:
    stored = list(store.passage_words([report_id]))
    assert [words for _, words in stored] == list(WORDS.values())
    for (found, _), passage in zip(stored, REPORT.passages, strict=True):
        assert found.sheet == passage.sheet
        assert (found.ordinal, found.page, found.start, found.text, found.headings) == (
            passage.ordinal,
            passage.page,
            passage.span.start,
            passage.text,
            passage.headings,
        )
        assert (found.source, found.title, found.place) == ("mẫu 1.txt", "Báo cáo mẫu", "Bắc Kạn")


def test_the_report_comes_back(store: Store, report_id: int) -> None:
    (summary,) = store.reports()
    said = (summary.source, summary.title, summary.issuer, summary.place, summary.period, summary.sha256)
    assert said == ("mẫu 1.txt", "Báo cáo mẫu", "Sở Mẫu", "Bắc Kạn", "năm 2019", "ab" * 32)
    assert summary.address == "https://mau.vn/1"
    assert (summary.kind, summary.corrects, summary.pages, summary.tables) == ("correction", "11/BC-SM", 3, 1)
    assert (summary.reader, summary.passages, summary.facts, summary.warnings) == ("text", 2, 2, REPORT.warnings)
    assert store.report_text(report_id) == REPORT.text


@pytest.mark.parametrize("number", ["0.1", "1752.5", "674.573", "0", "-3", "12345678901234567890.123456789", "1e3"])
def test_decimals_are_exact(store: Store, number: str) -> None:
    value = Decimal(number)
    fact = replace(FULL, parent=None, quantity=replace(FIGURE, value=value, of=value))
    stored = store.facts_of_report(store.add_report(replace(REPORT, facts=(fact,)), WORDS))[0].fact.quantity
    assert stored is not None
    assert (stored.value, stored.of) == (value, value)
    assert isinstance(stored.value, Decimal)


def test_facts_by_id_and_by_passage(store: Store, report_id: int) -> None:
    full, plain = store.facts_of_report(report_id)
    assert store.facts([full.id, 10**9]) == {full.id: full}
    assert store.facts_of_passages([plain.passage_id]) == [plain]
    assert store.facts([]) == {}


def test_more_ids_than_one_statement_takes(store: Store, report_id: int) -> None:
    first = store.facts_of_report(report_id)[0]
    assert store.facts([*range(10_000, 43_000), first.id]) == {first.id: first}


def test_a_stored_report_is_not_live_before_it_is_published(store: Store) -> None:
    number = store.add_report(REPORT, WORDS)
    passage = next(iter(store.passage_words([number])))[0]
    assert store.reports() == ()
    assert store.live_passage(passage.id) is None
    store.publish(1, [number], "thử", passages=2, facts=2)
    assert store.live_passage(passage.id) == passage


def test_a_report_is_found_by_bytes_and_name(store: Store, report_id: int) -> None:
    assert store.find_report(REPORT.sha256, REPORT.source) == report_id
    assert store.find_report(REPORT.sha256, "khác.txt") is None
    assert store.find_report("cd" * 32, REPORT.source) is None


def test_a_report_read_by_other_rules_is_read_again(
    store: Store, report_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.EXTRACTOR_VERSION", 10**6)
    assert store.find_report(REPORT.sha256, REPORT.source) is None


def test_a_failed_report_leaves_no_row(store: Store) -> None:
    with pytest.raises(KeyError):
        store.add_report(replace(REPORT, facts=(replace(FULL, passage=9),)), WORDS)
    assert store.find_report(REPORT.sha256, REPORT.source) is None


def test_versions_newest_first(store: Store, report_id: int) -> None:
    store.publish(2, [], "bỏ hết", passages=0, facts=0)
    found = [(v.number, v.note, v.reports, v.passages, v.facts, v.live) for v in store.versions()]
    assert found == [(2, "bỏ hết", 0, 0, 0, True), (1, "thử", 1, 2, 2, False)]
    assert store.next_version() == 3
    store.switch(1)
    assert store.live() == 1


def test_prune_drops_old_versions_and_their_reports(store: Store, report_id: int) -> None:
    for number in (2, 3):
        store.publish(number, [], "", passages=0, facts=0)
    assert store.prune(2) == (1,)
    assert [v.number for v in store.versions()] == [3, 2]
    assert store.find_report(REPORT.sha256, REPORT.source) is None
    assert store.facts_of_report(report_id) == []


def test_prune_keeps_the_live_version(store: Store, report_id: int) -> None:
    store.publish(2, [], "", passages=0, facts=0)
    store.switch(1)
    assert store.prune(1) == (2,)
    assert store.live() == 1
    assert [r.id for r in store.reports()] == [report_id]


def test_questions_are_kept_erased_and_expired(store: Store) -> None:
    for person in ("a", "a", "b"):
        store.log_question("telegram", person, "Có bao nhiêu xã?", "answered", 1.5)
    assert store.erase_person("a") == 2
    assert store.erase_person("a") == 0
    assert store.expire_questions(datetime.now(UTC) - timedelta(days=1)) == 0
    assert store.expire_questions(datetime.now(UTC) + timedelta(days=1)) == 1


def test_no_database_is_an_empty_index(layout: Layout) -> None:
    with pytest.raises(EmptyIndex):
        Store.open(layout)
    assert not layout.data_dir.exists()
