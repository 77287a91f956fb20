"""Settings: each has its name, default and help here and nowhere else.

Read from config.toml (HOIBAOCAO_CONFIG, else ./config.toml if there is one) and the environment, which wins.
`telegram.allowed` is HOIBAOCAO_TELEGRAM_ALLOWED, and so on. Secrets come from the environment or a file only.
"""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import ConfigError

PREFIX = "HOIBAOCAO_"
CONFIG_VARIABLE = f"{PREFIX}CONFIG"
_SECRETS = (("telegram", "token"),)


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reading(_Section):
    """What reading a report file may cost and do."""

    max_mib: int = Field(32, ge=1, le=1024, description="Largest report file, MiB")
    max_unpacked_mib: int = Field(256, ge=1, le=8192, description="Largest archive (DOCX, XLSX, ZIP) unpacked, MiB")
    max_ratio: int = Field(150, ge=2, description="How many times its packed size an archive may have")
    max_files: int = Field(5000, ge=1, description="Most files in an archive")
    max_pages: int = Field(2000, ge=1, description="Most pages or sheets")
    max_cells: int = Field(400_000, ge=1, description="Most table cells")
    max_depth: int = Field(250, ge=10, le=5000, description="Deepest nesting of elements")
    max_chars: int = Field(20_000_000, ge=1000, description="Most characters read")
    memory_mib: int = Field(640, ge=64, description="Memory a file may take, MiB")
    cpu_seconds: int = Field(300, ge=1, description="Processor time a file may take, seconds")
    wall_seconds: int = Field(600, ge=1, description="Time a file may take, seconds")
    workers: int = Field(2, ge=1, le=64, description="Files read side by side")
    ocr: bool = Field(False, description="Read scanned pages with Tesseract where it is installed")
    personal_data: Literal["refuse", "hide", "keep"] = Field(
        "refuse", description="What becomes of private data: the report refused, the data hidden, or kept"
    )


class Index(_Section):
    """How reports are indexed."""

    keep_versions: int = Field(5, ge=1, description="Index versions kept for rollback, the live one included")
    wait_seconds: float = Field(0, ge=0, description="How long to wait for another process that changes the index")
    k1: float = Field(1.5, ge=0, le=10, description="BM25 term-frequency saturation")
    b: float = Field(0.75, ge=0, le=1, description="BM25 length normalisation; about 0.4 for large uneven passages")


class Search(_Section):
    """How much each BM25 field counts."""

    words: float = Field(0.5, ge=0, description="Weight of segmented words")
    syllables: float = Field(1.0, ge=0, description="Weight of syllables")
    bigrams: float = Field(0.5, ge=0, description="Weight of syllable bigrams")


class Answering(_Section):
    """How questions are read."""

    longest_question: int = Field(2000, ge=10, description="Longest question, characters")
    conversation_minutes: float = Field(15, ge=0, description="How long a follow-up may refer to what was asked")


class Questions(_Section):
    """The log of questions that admins see."""

    keep_days: int = Field(90, ge=0, description="Days a question is kept; 0 keeps none")


class Telegram(_Section):
    """The Telegram channel."""

    token: SecretStr = Field(SecretStr(""), description="The bot's token; environment only")
    token_file: Path | None = Field(None, description="A file that holds the token")
    allowed: Annotated[list[int] | Literal["everyone"], NoDecode] = Field(
        default_factory=list, description='Telegram user ids that may ask; empty: nobody; "everyone": anybody'
    )
    base_url: str = Field(
        "https://api.telegram.org/bot", description="Bot API address; a server of your own if set"
    )
    base_file_url: str = Field("https://api.telegram.org/file/bot", description="Bot API address for files")
    poll_seconds: int = Field(30, ge=0, le=50, description="Long-poll time of getUpdates")

    @field_validator("allowed", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """Environment form: "everyone", "12, 34" or "[12, 34]"."""
        if not isinstance(value, str) or value == "everyone":
            return value
        return [part for part in value.strip("[] ").replace(",", " ").split() if part]


class Log(_Section):
    """What the program writes to standard error."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least level written")
    format: Literal["text", "json"] = Field("text", description="One JSON object a line, or text for people")


def _default_data_dir() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "hoibaocao"


class Settings(BaseSettings):
    """All settings of the program."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        env_nested_delimiter="_",
        env_nested_max_split=1,
        extra="forbid",
        frozen=True,
    )

    data_dir: Path = Field(default_factory=_default_data_dir, description="Where the index and its database live")
    reading: Reading = Reading()
    index: Index = Index()
    search: Search = Search()
    answering: Answering = Answering()
    questions: Questions = Questions()
    telegram: Telegram = Telegram()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  (the signature is the library's)
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file, whose values are handed in at construction."""
        return env_settings, init_settings


def config_path() -> Path | None:
    """The configuration file in use, None where there is none. Raises ConfigError if a named one is missing."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        if not Path(named).is_file():
            raise ConfigError(f"Không tìm thấy tệp cấu hình {named}. Hãy sửa hoặc bỏ biến {CONFIG_VARIABLE}.")
        return Path(named)
    return Path("config.toml") if Path("config.toml").is_file() else None


def load_settings(path: Path | None = None) -> Settings:
    """The settings in force. Raises ConfigError naming each wrong setting and what to do."""
    path = path or config_path()
    values = {} if path is None else _read(path)
    try:
        return Settings(**values)
    except ValidationError as error:
        raise ConfigError(_explain(error, path)) from error
    except ValueError as error:  # pydantic-settings: an environment value that cannot be parsed at all
        raise ConfigError(f"Biến môi trường {PREFIX}… sai định dạng: {error}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"Không đọc được tệp cấu hình {path}: {error}") from error
    for section, key in _SECRETS:
        if isinstance(values.get(section), dict) and key in values[section]:
            raise ConfigError(
                f"{path}: không ghi {section}.{key} trong tệp cấu hình. "
                f"Hãy dùng biến {PREFIX}{section.upper()}_{key.upper()} hoặc {section}.{key}_file."
            )
    return values


def _explain(error: ValidationError, path: Path | None) -> str:
    """One line for all wrong settings, each with what is wrong."""
    where = f"{path}" if path else "biến môi trường"
    problems = []
    for item in error.errors():
        name = ".".join(
            str(part) for part in item["loc"] if not str(part).startswith(("list[", "literal[", "function-"))
        )
        unknown = item["type"] == "extra_forbidden"
        problems.append(f"không có thiết lập “{name}”" if unknown else f"“{name}”: {item['msg']}")
    listing = "; ".join(dict.fromkeys(problems))
    return f"Cấu hình sai ({where}): {listing}. Các thiết lập hợp lệ nằm trong config.example.toml."


def unknown_variables() -> tuple[str, ...]:
    """Environment names with our prefix that are no setting (likely typing errors)."""
    known = {CONFIG_VARIABLE} | {f"{PREFIX}{name}" for name in _names()}
    return tuple(sorted(n for n in os.environ if n.startswith(PREFIX) and n.upper() not in known))


def _names() -> list[str]:
    names = []
    for name, field in Settings.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            names += [f"{name}_{key}".upper() for key in kind.model_fields]
        else:
            names.append(name.upper())
    return names


def telegram_token(settings: Settings) -> str:
    """The bot's token, "" where none is set. Raises ConfigError where the token file cannot be read."""
    token = settings.telegram.token.get_secret_value().strip()
    if token or settings.telegram.token_file is None:
        return token
    try:
        return settings.telegram.token_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"Không đọc được tệp token {settings.telegram.token_file}: {error}") from error
