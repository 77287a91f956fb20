"""`check` says how each part stands and what to do."""

from pathlib import Path

import pytest

from bot.config import load_settings
from bot.health import Diagnosis, Level, diagnose


def diagnosed(part: str) -> list[Diagnosis]:
    return [found for found in diagnose(load_settings()) if found.part == part]


@pytest.fixture(autouse=True)
def environment(bare_environment: pytest.MonkeyPatch, sample_data: Path) -> pytest.MonkeyPatch:
    """The sample report is indexed, a token is set, one person may ask."""
    bare_environment.setenv("HOIBAOCAO_DATA_DIR", str(sample_data))
    bare_environment.setenv("HOIBAOCAO_TELEGRAM_TOKEN", "123:SECRET")
    bare_environment.setenv("HOIBAOCAO_TELEGRAM_ALLOWED", "5")
    return bare_environment


def test_all_is_well() -> None:
    found = list(diagnose(load_settings()))
    assert [d.level for d in found] == [Level.OK] * len(found)
    assert [d.part for d in found] == ["cấu hình", "dữ liệu", "chỉ mục", "telegram"]
    assert not any("SECRET" in d.message for d in found)


def test_the_file_in_use_is_named() -> None:
    assert "mặc định" in diagnosed("cấu hình")[0].message
    Path("config.toml").touch()
    assert diagnosed("cấu hình")[0].message == "config.toml"


def test_an_unknown_variable_is_noted(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("HOIBAOCAO_INDEKS", "1")
    note = diagnosed("cấu hình")[1]
    assert note.level is Level.NOTE
    assert "HOIBAOCAO_INDEKS" in note.message


def test_no_index_yet(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("HOIBAOCAO_DATA_DIR", str(tmp_path / "mới" / "sâu"))
    (place,), (index,) = diagnosed("dữ liệu"), diagnosed("chỉ mục")
    assert (place.level, index.level) == (Level.OK, Level.WRONG)
    assert "sẽ được tạo" in place.message
    assert "hoibaocao index add" in index.message
    assert not (tmp_path / "mới").exists()


def test_a_place_that_cannot_be_written(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tệp").touch()
    environment.setenv("HOIBAOCAO_DATA_DIR", str(tmp_path / "tệp" / "data"))
    (place,) = diagnosed("dữ liệu")
    assert place.level is Level.WRONG
    assert "HOIBAOCAO_DATA_DIR" in place.message


def test_a_damaged_index(sample_data: Path) -> None:
    (sample_data / "index.sqlite").write_bytes(b"garbage" * 999)
    (index,) = diagnosed("chỉ mục")
    assert index.level is Level.WRONG


def test_no_token_is_a_note(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("HOIBAOCAO_TELEGRAM_TOKEN")
    (found,) = diagnosed("telegram")
    assert found.level is Level.NOTE
    assert "HOIBAOCAO_TELEGRAM_TOKEN" in found.message


def test_a_missing_token_file_is_wrong(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("HOIBAOCAO_TELEGRAM_TOKEN")
    environment.setenv("HOIBAOCAO_TELEGRAM_TOKEN_FILE", "không-có")
    (found,) = diagnosed("telegram")
    assert found.level is Level.WRONG
    assert "không-có" in found.message


def test_nobody_may_ask(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("HOIBAOCAO_TELEGRAM_ALLOWED")
    note = diagnosed("telegram")[-1]
    assert note.level is Level.NOTE
    assert "telegram.allowed" in note.message
