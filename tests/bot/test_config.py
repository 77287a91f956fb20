"""Settings: defaults, file, environment, and one clear line for whatever is wrong."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.config import Settings, config_path, load_settings, telegram_token, unknown_variables
from bot.errors import ConfigError
from tests.processes import ROOT

pytestmark = pytest.mark.usefixtures("bare_environment")

EXAMPLE = ROOT / "config.example.toml"
SECTIONS = {n: f.annotation for n, f in Settings.model_fields.items() if hasattr(f.annotation, "model_fields")}
SETTINGS = [(section, key) for section, model in SECTIONS.items() for key in model.model_fields]

# section.key, its text in TOML and in the environment, and the value that it gives
OTHERS: list[tuple[str, str, str, Any]] = [
    ("reading.max_mib", "7", "7", 7),
    *((f"reading.{name}", "77", "77", 77) for name in ("max_unpacked_mib", "max_ratio", "max_files", "max_pages")),
    *((f"reading.{name}", "2000", "2000", 2000) for name in ("max_cells", "max_depth", "max_chars", "memory_mib")),
    *((f"reading.{name}", "9", "9", 9) for name in ("cpu_seconds", "wall_seconds", "workers")),
    ("reading.ocr", "true", "1", True),
    ("reading.personal_data", '"hide"', "hide", "hide"),
    ("index.keep_versions", "2", "2", 2),
    ("index.wait_seconds", "2.5", "2.5", 2.5),
    ("index.k1", "1.2", "1.2", 1.2),
    ("index.b", "0.4", "0.4", 0.4),
    ("search.words", "0", "0", 0.0),
    ("search.syllables", "2.5", "2.5", 2.5),
    ("search.bigrams", "0.25", "0.25", 0.25),
    ("answering.longest_question", "500", "500", 500),
    ("answering.conversation_minutes", "3", "3", 3.0),
    ("questions.keep_days", "0", "0", 0),
    ("telegram.token_file", '"/run/t"', "/run/t", Path("/run/t")),
    ("telegram.allowed", "[5]", "5", [5]),
    ("telegram.base_url", '"http://h/bot"', "http://h/bot", "http://h/bot"),
    ("telegram.base_file_url", '"http://h/f"', "http://h/f", "http://h/f"),
    ("telegram.poll_seconds", "0", "0", 0),
    ("log.level", '"DEBUG"', "DEBUG", "DEBUG"),
    ("log.format", '"json"', "json", "json"),
]
SECRET = "telegram.token"


def write(text: str, path: str = "config.toml") -> Path:
    Path(path).write_text(text, encoding="utf-8")
    return Path(path)


def toml(name: str, text: str) -> str:
    section, key = name.split(".")
    return f"[{section}]\n{key} = {text}\n"


def variable(name: str) -> str:
    return "HOIBAOCAO_" + name.replace(".", "_").upper()


def value(settings: Settings, name: str) -> Any:
    section, key = name.split(".")
    return getattr(getattr(settings, section), key)


def refusal(path: Path | None = None) -> str:
    """The one line of a configuration that is refused."""
    with pytest.raises(ConfigError) as raised:
        load_settings(path)
    text = str(raised.value)
    assert "\n" not in text
    return text


# --- what is read ---------------------------------------------------------------------------------------------


def test_every_setting_is_tried_below() -> None:
    assert {f"{section}.{key}" for section, key in SETTINGS} == {name for name, *_ in OTHERS} | {SECRET}


def test_defaults() -> None:
    settings = load_settings()
    assert settings == Settings()
    assert settings.telegram.allowed == []
    assert settings.telegram.token.get_secret_value() == ""


@pytest.mark.parametrize(("name", "text", "_", "wanted"), OTHERS, ids=[name for name, *_ in OTHERS])
def test_from_the_file(name: str, text: str, _: str, wanted: Any) -> None:
    write(toml(name, text))
    assert value(load_settings(), name) == wanted != value(Settings(), name)


@pytest.mark.parametrize(("name", "_", "text", "wanted"), OTHERS, ids=[name for name, *_ in OTHERS])
def test_from_the_environment(
    bare_environment: pytest.MonkeyPatch, name: str, _: str, text: str, wanted: Any
) -> None:
    bare_environment.setenv(variable(name), text)
    assert value(load_settings(), name) == wanted


def test_the_environment_wins_and_leaves_the_rest_of_its_section(bare_environment: pytest.MonkeyPatch) -> None:
    write('data_dir = "/file"\n[index]\nk1 = 2\nb = 0.1\n')
    bare_environment.setenv("HOIBAOCAO_INDEX_B", "0.9")
    bare_environment.setenv("HOIBAOCAO_DATA_DIR", "/environment")
    settings = load_settings()
    assert (settings.index.k1, settings.index.b, settings.data_dir) == (2, 0.9, Path("/environment"))


def test_data_dir_follows_xdg(bare_environment: pytest.MonkeyPatch) -> None:
    bare_environment.setenv("XDG_DATA_HOME", "/xdg")
    assert load_settings().data_dir == Path("/xdg/hoibaocao")


def test_a_named_file_is_used(bare_environment: pytest.MonkeyPatch) -> None:
    write("[index]\nb = 0.1\n")
    other = write("[index]\nb = 0.2\n", "other.toml")
    bare_environment.setenv("HOIBAOCAO_CONFIG", str(other))
    assert config_path() == other
    assert load_settings().index.b == 0.2


def test_no_file_is_fine() -> None:
    assert config_path() is None


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().data_dir = Path("/other")


# --- who may ask ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("everyone", "everyone"),
        ("1,2", [1, 2]),
        ("1, 2", [1, 2]),
        ("1 2", [1, 2]),
        ("[1, 2]", [1, 2]),
        ("7", [7]),
        ("", []),
        ("[]", []),
        ("-100123", [-100123]),
    ],
)
def test_allowed_from_the_environment(bare_environment: pytest.MonkeyPatch, text: str, wanted: Any) -> None:
    bare_environment.setenv("HOIBAOCAO_TELEGRAM_ALLOWED", text)
    assert load_settings().telegram.allowed == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [('"everyone"', "everyone"), ("[1, 2]", [1, 2]), ("[]", []), ('"1,2"', [1, 2])]
)
def test_allowed_from_the_file(text: str, wanted: Any) -> None:
    write(toml("telegram.allowed", text))
    assert load_settings().telegram.allowed == wanted


@pytest.mark.parametrize("text", ["Everyone", "*", "all", "1;2", "@someone", "everyone,1"])
def test_allowed_is_never_guessed(bare_environment: pytest.MonkeyPatch, text: str) -> None:
    bare_environment.setenv("HOIBAOCAO_TELEGRAM_ALLOWED", text)
    assert "telegram.allowed" in refusal()


# --- what is refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('dat_dir = "x"', "dat_dir"),
        ("[index]\nkeep = 3", "index.keep"),
        ("[indeks]\nb = 1", "indeks"),
        ('[index]\nb = "nhiều"', "index.b"),
        ("[index]\nb = 1.5", "index.b"),
        ("[index]\nkeep_versions = 0", "index.keep_versions"),
        ("[reading]\nmax_mib = -1", "reading.max_mib"),
        ('[log]\nlevel = "LOUD"', "log.level"),
        ("index = 3", "index"),
        ("data_dir = 3", "data_dir"),
        ('[telegram]\nallowed = ["x"]', "telegram.allowed"),
        ("[telegram]\npoll_seconds = 1.5", "telegram.poll_seconds"),
    ],
)
def test_a_wrong_setting_is_named(text: str, said: str) -> None:
    write(text)
    line = refusal()
    assert f"“{said}”" in line
    assert "config.toml" in line


def test_all_wrong_settings_are_named_at_once() -> None:
    write('x = 1\n[index]\nb = 9\n[log]\nlevel = "?"')
    assert all(name in refusal() for name in ("“x”", "“index.b”", "“log.level”"))


@pytest.mark.xfail(strict=True, reason="what is wrong with a value is said in pydantic's English")
def test_what_is_wrong_is_said_in_vietnamese() -> None:
    write('[index]\nb = "nhiều"')
    assert "Input should be" not in refusal()


@pytest.mark.parametrize("content", [b"[index\n", b"\xff\xfe", b"a = ", "b = “x”".encode()])
def test_a_file_that_is_no_toml(content: bytes) -> None:
    Path("config.toml").write_bytes(content)
    assert "config.toml" in refusal()


def test_a_named_file_that_is_missing(bare_environment: pytest.MonkeyPatch) -> None:
    bare_environment.setenv("HOIBAOCAO_CONFIG", "không-có.toml")
    assert "không-có.toml" in refusal()
    assert "HOIBAOCAO_CONFIG" in refusal()


def test_a_wrong_environment_value_is_named(bare_environment: pytest.MonkeyPatch) -> None:
    bare_environment.setenv("HOIBAOCAO_INDEX_B", "nhiều")
    assert "index.b" in refusal()


def test_a_section_as_a_variable_is_refused(bare_environment: pytest.MonkeyPatch) -> None:
    bare_environment.setenv("HOIBAOCAO_INDEX", "x")
    assert "index" in refusal()


# --- the token ------------------------------------------------------------------------------------------------


def test_a_token_in_the_file_is_refused_and_not_repeated() -> None:
    write(toml(SECRET, '"123:SECRET"'))
    line = refusal()
    assert "123:SECRET" not in line
    assert "HOIBAOCAO_TELEGRAM_TOKEN" in line
    assert "telegram.token_file" in line


def test_a_token_of_any_type_in_the_file_is_refused() -> None:
    write(toml(SECRET, "123"))
    assert "HOIBAOCAO_TELEGRAM_TOKEN" in refusal()


def test_the_token_from_the_environment(bare_environment: pytest.MonkeyPatch) -> None:
    bare_environment.setenv("HOIBAOCAO_TELEGRAM_TOKEN", " 123:SECRET\n")
    settings = load_settings()
    assert telegram_token(settings) == "123:SECRET"
    assert "SECRET" not in repr(settings)
    assert "SECRET" not in settings.model_dump_json()


def test_the_token_from_a_file() -> None:
    write("123:SECRET\n", "token")
    write(toml("telegram.token_file", '"token"'))
    assert telegram_token(load_settings()) == "123:SECRET"


def test_the_environments_token_wins_over_the_file(bare_environment: pytest.MonkeyPatch) -> None:
    bare_environment.setenv("HOIBAOCAO_TELEGRAM_TOKEN", "1:A")
    bare_environment.setenv("HOIBAOCAO_TELEGRAM_TOKEN_FILE", "không-có")
    assert telegram_token(load_settings()) == "1:A"


def test_no_token() -> None:
    assert telegram_token(load_settings()) == ""


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_token_file_that_cannot_be_read(bare_environment: pytest.MonkeyPatch, content: bytes | None) -> None:
    bare_environment.setenv("HOIBAOCAO_TELEGRAM_TOKEN_FILE", "tệp-token")
    if content is not None:
        Path("tệp-token").write_bytes(content)
    with pytest.raises(ConfigError, match="tệp-token"):
        telegram_token(load_settings())


# --- typing errors in the environment, the example file -----------------------------------------------------------


def test_unknown_variables_are_listed(bare_environment: pytest.MonkeyPatch) -> None:
    for name in ("HOIBAOCAO_INDEKS_B", "HOIBAOCAO_DATADIR", "HOIBAOCAO_INDEX_B", "OTHER"):
        bare_environment.setenv(name, "0.5")
    assert unknown_variables() == ("HOIBAOCAO_DATADIR", "HOIBAOCAO_INDEKS_B")


@pytest.mark.parametrize("name", ["data_dir", "config", SECRET, *(name for name, *_ in OTHERS)])
def test_known_variables_are_not_listed(bare_environment: pytest.MonkeyPatch, name: str) -> None:
    bare_environment.setenv(variable(name), "1")
    assert unknown_variables() == ()


needs_example = pytest.mark.skipif(not EXAMPLE.is_file(), reason="config.example.toml is not there yet")


@needs_example
def test_the_example_holds_the_defaults() -> None:
    example, default = load_settings(EXAMPLE), Settings()
    assert example.model_copy(update={"data_dir": default.data_dir}) == default


@needs_example
@pytest.mark.parametrize(("section", "key"), [s for s in SETTINGS if ".".join(s) != SECRET])
def test_the_example_names_every_setting(section: str, key: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    block = re.search(rf"^\[{section}\]\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL)
    assert block is not None
    assert re.search(rf"^(# )?{key} = .*#|^(# )?{key} = ", block.group(1), re.MULTILINE)


@needs_example
def test_the_example_names_nothing_else() -> None:
    named = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert set(named) == set(Settings.model_fields)


def test_every_setting_has_help() -> None:
    models: list[type[BaseModel]] = [Settings, *(m for m in SECTIONS.values() if m is not None)]
    fields = [f for model in models for n, f in model.model_fields.items() if n not in SECTIONS]
    assert all(field.description for field in fields)
