"""Every setting, with its type, its default and the environment variable that sets it (`COMMONS_<NAME>`)."""

import os
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]


def is_checkout() -> bool:
    return (CHECKOUT / "wsgi.py").is_file() and (CHECKOUT / "templates").is_dir()


def default_instance() -> Path:
    if is_checkout():
        return CHECKOUT / "instance"
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "diaspora-commons"


class Settings(BaseSettings):
    """What an operator can set. Read once at start; handed to `create_app`."""

    model_config = SettingsConfigDict(
        env_prefix="COMMONS_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    instance: Path = Field(
        default_factory=default_instance, description="Folder for the database, uploads and demo letters."
    )
    database_url: str = Field(
        default="", description="SQLAlchemy address of the database. Empty: SQLite in the instance folder."
    )
    search_index: Path | None = Field(
        default=None,
        description="Folder of the search index. Empty: `search_index/` in a checkout, else in the instance folder.",
    )
    search_engine: Literal["whoosh", "postgresql"] = Field(
        default="whoosh",
        description="What keeps the search index: Whoosh in a folder, or the PostgreSQL database of the site.",
    )
    secret_key: str = Field(default="", description="Signs sessions. Empty: made once and kept in the instance folder.")
    secret_key_fallbacks: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Older secret keys, separated by spaces, still accepted while they are being replaced."
    )
    host: str = Field(default="127.0.0.1", description="Address that `commons serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that `commons serve` listens on.")
    workers: int = Field(default=2, ge=1, description="Web processes that `commons serve` starts.")
    base_url: str = Field(
        default="", description="Public address of the site, used in letters and feeds. Empty: http://HOST:PORT."
    )
    trusted_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Further host names that requests may carry, by spaces. The host of the base URL is always one.",
    )
    proxy_hops: int = Field(
        default=0,
        ge=0,
        description="How many reverse proxies stand before the server (X-Forwarded-For is trusted for so many).",
    )
    site_name: str = Field(default="Diaspora Commons", description="Name of the site in titles and letters.")
    default_language: Literal["en", "fr", "es", "ar"] = Field(
        default="en", description="Language when a visitor prefers none that we speak."
    )
    mail_from: str = Field(default="commons@localhost", description="Address that letters come from.")
    contact_address: str = Field(default="team@localhost", description="Address that readers write to for help.")
    smtp_host: str = Field(
        default="", description="Mail server. Empty: letters wait until one is set (in demo mode they go to a folder)."
    )
    smtp_port: int = Field(default=587, description="Port of the mail server.")
    smtp_user: str = Field(default="", description="User name at the mail server.")
    smtp_password: str = Field(default="", description="Password at the mail server.")
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the connection to the mail server is protected."
    )
    demo_beyond_loopback: bool = Field(
        default=False,
        description="Let the demo sign-ins work though the server listens beyond this machine. Never on a real site.",
    )
    sqlite_synchronous: Literal["FULL", "NORMAL"] = Field(
        default="FULL",
        description="FULL: saved means saved. NORMAL: much faster; a power cut may lose the last second.",
    )
    keep_questions_days: int = Field(
        default=90,
        ge=0,
        description="Days for which questions that the assistant has no answer to are kept, masked. 0: none is kept.",
    )
    keep_tickets_days: int = Field(
        default=365, ge=1, description="Days for which questions that were handed to the team are kept."
    )
    assistant_semantic: bool = Field(
        default=False,
        description="Let the assistant compare meanings too, not words alone. Needs the extra `semantic`.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="How much is logged.")

    @field_validator("secret_key_fallbacks", "trusted_hosts", mode="before")
    @classmethod
    def split_at_spaces(cls, value: object) -> object:
        return tuple(value.split()) if isinstance(value, str) else value

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.instance / 'commons.db'}"

    @property
    def index_folder(self) -> Path:
        if self.search_index:
            return self.search_index
        return CHECKOUT / "search_index" / "whoosh" if is_checkout() else self.instance / "search_index"

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.base_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def letters_folder(self) -> Path:
        return self.instance / "letters"

    @property
    def greeting(self) -> Path:
        """What the terminal is told when the site answers."""
        return self.instance / "greeting.txt"

    @property
    def uploads_folder(self) -> Path:
        return self.instance / "uploads"

    @property
    def meanings_folder(self) -> Path:
        """What the phrases of the assistant mean, as numbers; it can be made anew at any time."""
        return self.instance / "meanings"

    @property
    def is_loopback(self) -> bool:
        return is_local(self.host)

    @property
    def is_for_this_machine_only(self) -> bool:
        """Nobody elsewhere can reach it: neither by itself, nor through a proxy that stands before it."""
        return self.is_loopback and is_local(urlsplit(self.address).hostname or "") and not self.proxy_hops


def is_local(host: str) -> bool:
    return host in {"::1", "localhost"} or host.startswith("127.")


@cache
def settings() -> Settings:
    """The settings of this process, read from the environment at the first call."""
    return Settings()


def folder(name: str) -> Path:
    """`templates` or `static`: inside the package when installed, beside it in a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else CHECKOUT / name
