"""`hearth parked`: look at what is parked in a running house, retry it, or dismiss it with a reason."""

import asyncio
from typing import Annotated, Any

import httpx
import typer

from hearth.keys import kept_keys
from hearth.service import SERVICES, prefix
from hearth.state import RunningHouse
from hearth.up import DEFAULT_DATA_DIR, DataDir
from shared.web.development import development_token

app = typer.Typer(no_args_is_help=True, help="Messages that wait for a person: look, retry, dismiss.")

Service = Annotated[str | None, typer.Option(help="Only this service: gateway, planning, family_finding or tracking.")]
Cause = Annotated[str | None, typer.Option(help="Only those that failed of this cause.")]
One = Annotated[int | None, typer.Option("--id", help="Only this message; needs --service.")]


@app.command("list")
def look(service: Service = None, cause: Cause = None, data: DataDir = DEFAULT_DATA_DIR) -> None:
    """List what is parked, without contents."""
    query = f"?cause={cause}" if cause else ""
    for name, told in _each(service, data, "GET", f"/operations/parked{query}"):
        for message in told["messages"]:
            place = f"{message['topic']} {message['place']}"
            child = message["case_id"] or "no child known"
            typer.echo(f"{name} {message['id']}: {message['cause']}, {child}, {place}: {message['sentence']}")
        if not told["messages"]:
            typer.echo(f"{name}: nothing is parked")


@app.command()
def retry(service: Service = None, cause: Cause = None, one: One = None, data: DataDir = DEFAULT_DATA_DIR) -> None:
    """Retry one message, those of a cause, or all. Those of a child that waited behind follow."""
    path = f"/operations/parked/{one}/retry" if _one(one, service) else "/operations/parked/retry"
    _settle(service, data, path + (f"?cause={cause}" if cause and not one else ""))


@app.command()
def dismiss(
    reason: Annotated[str, typer.Option(help="Why; it is kept with your name.")],
    service: Service = None,
    cause: Cause = None,
    one: One = None,
    data: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Dismiss one message, or those of a cause, for good."""
    if not (cause or one):
        raise typer.BadParameter("say which: --cause, or --service with --id")
    path = f"/operations/parked/{one}/dismiss" if _one(one, service) else f"/operations/parked/dismiss?cause={cause}"
    _settle(service, data, path, {"reason": reason})


def _one(one: int | None, service: str | None) -> bool:
    if one and not service:
        raise typer.BadParameter("a message's number counts within its service; add --service")
    return one is not None


def _settle(service: str | None, data: DataDir, path: str, body: dict[str, str] | None = None) -> None:
    for name, told in _each(service, data, "POST", path, body):
        typer.echo(
            f"{name}: {told['retried']} went through, {told['dismissed']} dismissed, {told['failed']} failed again"
        )
        if told["failed"]:
            raise typer.Exit(1)


def _each(
    service: str | None, data: DataDir, method: str, path: str, body: dict[str, str] | None = None
) -> list[tuple[str, Any]]:
    """Ask every service, or the one named; a refusal ends the program with its sentence."""
    if service and service not in SERVICES:
        raise typer.BadParameter(f"there is no service {service}; choose one of {', '.join(SERVICES)}")
    house = RunningHouse.read(data.resolve())
    if house is None:
        typer.echo(f"Hearth is not up on {data}; start it with `hearth up`", err=True)
        raise typer.Exit(1)
    token = development_token(kept_keys(data.resolve())[0], "ops_engineer")
    return asyncio.run(_ask([service] if service else list(SERVICES), house.front, token, method, path, body))


async def _ask(  # noqa: PLR0913, PLR0917 - what a request consists of
    services: list[str], front: str, token: str, method: str, path: str, body: dict[str, str] | None
) -> list[tuple[str, Any]]:
    told = []
    async with httpx.AsyncClient(timeout=60, trust_env=False, headers={"Authorization": f"Bearer {token}"}) as client:
        for name in services:
            answer = await client.request(method, f"{front}{prefix(name)}{path}", json=body)
            if answer.is_error:
                typer.echo(f"{name}: {answer.json()['detail']}", err=True)
                raise typer.Exit(1)
            told.append((name, answer.json()))
    return told
