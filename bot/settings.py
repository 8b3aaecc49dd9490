"""Environment and bot.toml -> Settings, read once, frozen."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from bot.errors import BadCall

_PREFIX = "BOT_"


def _path(written: str) -> Path:
    return Path(written).expanduser()


def _paths(written: str) -> tuple[Path, ...]:
    return tuple(_path(name.strip()) for name in written.split(",") if name.strip())


def _hosts(written: str) -> tuple[str, ...]:
    return tuple(host.strip().lower() for host in written.split(",") if host.strip())


def _words(written: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in written.split(",") if word.strip())


def _address(written: str) -> str:
    if not written.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise ValueError("an address that starts with https:// is expected")
    return written


def _port(written: str) -> int:
    port = int(written)
    if not 0 < port < 65536:
        raise ValueError("a port lies between 1 and 65535")
    return port


def _share(written: str) -> float:
    share = float(written)
    if not 0 <= share <= 1:
        raise ValueError("a share lies between 0 and 1")
    return share


Ear = Literal["full", "light"]
"""light: by rules alone, a third faster, and half of what is paraphrased goes unheard."""
Heard = Literal["everyone", "tracked"]
"""tracked: an article that names nobody of the register is not read at all."""
WhenUnsure = Literal["post", "hold"]
"""What becomes of an alert that may have arrived, where the bot may not look for it."""
LogStyle = Literal["", "plain", "json"]


def _log_style(written: str) -> str:
    return _one_of(written, ("plain", "json"))


def _ear(written: str) -> str:
    return _one_of(written, get_args(Ear))


def _heard(written: str) -> str:
    return _one_of(written, get_args(Heard))


def _when_unsure(written: str) -> str:
    return _one_of(written, get_args(WhenUnsure))


def _one_of(written: str, words: tuple[str, ...]) -> str:
    if written not in words:
        raise ValueError(f"it is one of {', '.join(words)}")
    return written


def _seconds(written: str) -> int:
    seconds = int(written)
    if seconds < 1:
        raise ValueError("at least 1 second")
    return seconds


def _days(written: str) -> int:
    days = int(written)
    if days < 1:
        raise ValueError("at least 1 day")
    return days


def _count(written: str) -> int:
    count = int(written)
    if count < 1:
        raise ValueError("at least 1")
    return count


def _key(name: str, read: Callable[[str], Any], default: Any, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"name": name, "read": read})


@dataclass(frozen=True, slots=True)
class Settings:
    """One field a setting; its name in the environment and in bot.toml stands beside it."""

    redis_url: str = _key("REDIS_URL", str, "", secret=True)
    redis_ca: Path | None = _key("REDIS_CA", _path, None)
    data: Path = _key("BOT_DATA", _path, Path("var"))
    sources: tuple[Path, ...] = _key("BOT_SOURCES", _paths, ())
    officials: tuple[Path, ...] = _key("BOT_OFFICIALS", _paths, ())
    allow_hosts: tuple[str, ...] = _key("BOT_ALLOW_HOSTS", _hosts, ())
    poll_seconds: int | None = _key("BOT_POLL_SECONDS", _seconds, None)
    ear: Ear = _key("BOT_EAR", _ear, "full")
    hear: Heard = _key("BOT_HEAR", _heard, "everyone")
    news_days: int | None = _key("BOT_NEWS_DAYS", _days, None)
    confidence: float = _key("BOT_CONFIDENCE", _share, 0.8)
    keep_days: int = _key("BOT_KEEP_DAYS", _days, 731)
    when_unsure: WhenUnsure = _key("BOT_WHEN_UNSURE", _when_unsure, "post")
    contact: str = _key("BOT_CONTACT", str, "")
    host: str = _key("BOT_HOST", str, "127.0.0.1")
    port: int = _key("PORT", _port, 3000)
    metrics_port: int | None = _key("BOT_METRICS_PORT", _port, None)
    log: LogStyle = _key("BOT_LOG", _log_style, "")
    slack_bot_token: str = _key("SLACK_BOT_TOKEN", str, "", secret=True)
    slack_app_token: str = _key("SLACK_APP_TOKEN", str, "", secret=True)
    slack_signing_secret: str = _key("SLACK_SIGNING_SECRET", str, "", secret=True)
    slack_client_id: str = _key("SLACK_CLIENT_ID", str, "")
    slack_client_secret: str = _key("SLACK_CLIENT_SECRET", str, "", secret=True)
    commands_a_minute: int = _key("BOT_COMMANDS_A_MINUTE", _count, 120)
    exports_an_hour: int = _key("BOT_EXPORTS_AN_HOUR", _count, 30)
    token_keys: tuple[str, ...] = _key("BOT_TOKEN_KEYS", _words, (), secret=True)
    url: str = _key("BOT_URL", _address, "")
    slack_api_url: str = _key("SLACK_API_URL", str, "https://slack.com/api/")


def read_settings(environ: Mapping[str, str], toml: str | None = None) -> Settings:
    """`toml` is the text of bot.toml; what stands in the environment wins.

    An empty value counts as unset. Raises BadCall naming the key that is unknown or wrong.
    """
    known = {spec.metadata["name"]: spec for spec in fields(Settings)}
    for name in environ:
        if name.startswith(_PREFIX) and name not in known:
            raise BadCall(_unknown(name, "the environment", known))
    written = _from_toml(toml, known) | {n: environ[n] for n in known if environ.get(n)}
    return Settings(
        **{known[name].name: _read(name, known[name], text) for name, text in written.items()}
    )


def _from_toml(toml: str | None, known: Mapping[str, Any]) -> dict[str, str]:
    try:
        document = tomllib.loads(toml or "")
    except tomllib.TOMLDecodeError as error:
        raise BadCall(f"bot.toml is not valid TOML: {error}") from error
    for name, value in document.items():
        if name not in known:
            raise BadCall(_unknown(name, "bot.toml", known))
        if not isinstance(value, str | int | float):
            raise BadCall(f"{name} in bot.toml: one value is expected, not a list or a table")
    return {name: str(value) for name, value in document.items() if value != ""}


def _read(name: str, spec: Any, text: str) -> Any:
    try:
        return spec.metadata["read"](text)
    except ValueError as error:
        # A secret is read as it is and never fails, so none can appear in this line.
        raise BadCall(f"{name} = '{text}' cannot be read: {error}") from error


def _unknown(name: str, where: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name.upper(), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
    return f"unknown setting {name} in {where}; {hint}"
