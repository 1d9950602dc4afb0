"""Settings: one frozen value, from the environment only, read in a service's main."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Home(BaseModel):
    """Where a service's pages begin: below the front port, called what, and who is at home there.

    `action` is what one must be allowed to do there, and `reads_child` what on its page about one child where that is
    another; `tab` is what that page is called beside those of the other services.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = Field(pattern=r"^/[a-z][a-z0-9-]*$")
    name: str
    action: str
    tab: str = ""
    reads_child: str | None = None


class Settings(BaseSettings):
    """What a service needs to know to run. Every variable begins with HEARTH_."""

    model_config = SettingsConfigDict(env_prefix="HEARTH_", frozen=True, extra="ignore")

    database_url: str = Field(description="postgresql:// address, as the service's own role")
    owner_database_url: str | None = Field(default=None, description="as the tables' owner, for migrations only")
    kafka: str = Field(description="host:port of one or more brokers, separated by commas")
    host: str = "127.0.0.1"
    port: int = 8000
    root_path: str = Field(default="", description="the path under which the front port serves this service")
    homes: tuple[Home, ...] = Field(default=(), description="JSON: the services that share the front port, in order")
    gateway_url: str | None = Field(
        default=None,
        description="where the Legal Gateway answers what people are called; without it no names are shown",
    )
    environment: Literal["development", "production"] = "production"
    token_public_key: str = Field(description="PEM of the Ed25519 key that signs tokens")
    sealing_keys: str | None = Field(
        default=None,
        repr=False,
        description="seal personal details: Fernet keys, the newest first, with commas between",
    )
    documents: str | None = Field(default=None, description="where papers are kept: a folder or s3://bucket/prefix")
    largest_document: int = Field(default=50 * 1024 * 1024, ge=1, description="bytes that one paper may have")
    development_private_key: str | None = Field(default=None, description="PEM; turns the development issuer on")
    pool_size: int = Field(default=10, ge=2, description="connections for commands and subscribers")
