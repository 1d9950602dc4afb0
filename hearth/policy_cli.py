"""`hearth policy`: check, show and compare packs, and try one on a file of events; needs no service."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from shared.calendar import words_of_day
from shared.errors import Refusal
from shared.policy.reading.event_fields import as_day
from shared.policy.reading.event_file import EventFileRefused, facts_by_child, moment
from shared.policy.reading.packs import FOLDER, load_pack, pack_names, read_policy
from shared.policy.reading.readable import Difference, Line, differences, lines_of
from shared.policy.reckoning.engine import obligations
from shared.policy.reckoning.policy import Policy

app = typer.Typer(
    help="The policy packs: check, show, compare and try them, without any service.", no_args_is_help=True
)

P = ParamSpec("P")


def refusals_in_words(command: Callable[P, None]) -> Callable[P, None]:
    """A command whose refusals end it with their sentence and exit status 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except Refusal as refusal:
            typer.echo(f"error: {refusal}", err=True)
            raise typer.Exit(1) from refusal

    return run


@app.command()
@refusals_in_words
def check(
    file: Annotated[
        Path | None, typer.Argument(help="A pack's file; all packs where none is named.", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Check packs: their grammar, events, sources and worked sums."""
    for path in [file] if file else [FOLDER / f"{name}.yaml" for name in pack_names()]:
        policy = read_policy(path)
        pack = policy.pack
        sums = sum(len(rule.worked) for rule in pack.rules)
        typer.echo(
            f"{pack.name}: {len(pack.rules)} rules, {sums} worked sums right, "
            f"{len(pack.numbers)} numbers, {len(pack.guards)} guards"
        )


@app.command()
@refusals_in_words
def show(
    authority: Annotated[str, typer.Argument(help="A pack or its file, or a version by day: warrington@2024-01-01.")],
) -> None:
    """Show the policy of an authority in words, with its sources."""
    policy, on = _version(authority)
    pack = policy.pack
    typer.echo(f"{pack.title} ({pack.name}{', ' + pack.ons_code if pack.ons_code else ''})")
    typer.echo(f"Source: {pack.source.document}{'; ' + pack.source.issued if pack.source.issued else ''}")
    if pack.source.note:
        typer.echo(f"Note: {pack.source.note}")
    for line in lines_of(policy, on):
        typer.echo(f"\n{_in_words(line)}")
    for number in policy.numbers.values():
        typer.echo(f"\n{number.id}  {number.name} = {number.value} {number.unit}")
        typer.echo(f"  seen to by {number.enforced_by}; {number.clause}")
    for guard in policy.guards.values():
        typer.echo(f"\n{guard.id}  {guard.must}\n  seen to by {guard.enforced_by}; {guard.clause}")
    for each in policy.lists.values():
        typer.echo(f"\n{each.name.replace('_', ' ')}; {each.clause}")
        for item in each.items:
            typer.echo(f"  {item.words}{f' (if {item.only_if})' if item.only_if else ''}")


@app.command()
@refusals_in_words
def diff(here: str, there: str) -> None:
    """Compare two packs, or two versions of one (warrington@2019-07-01 warrington@2025-01-01), side by side."""
    (first, first_on), (second, second_on) = _version(here), _version(there)
    found = differences(lines_of(first, first_on), lines_of(second, second_on))
    for difference in found:
        typer.echo(f"{difference.about}")
        typer.echo(_side(here, difference.here))
        typer.echo(_side(there, difference.there))
        for name, mine, theirs in _other_words(difference):
            typer.echo(f"    {name}: {mine or 'none'} | {theirs or 'none'}")
    for name in sorted({*first.numbers, *second.numbers}):
        values = [str(policy.numbers[name].value) if name in policy.numbers else "none" for policy in (first, second)]
        if values[0] != values[1]:
            typer.echo(f"{name}\n  {here}: {values[0]}\n  {there}: {values[1]}")
    for name in sorted({*first.lists, *second.lists}):
        listed = [", ".join(item.code for item in policy.items(name)) or "none" for policy in (first, second)]
        if listed[0] != listed[1]:
            typer.echo(f"{name}\n  {here}: {listed[0]}\n  {there}: {listed[1]}")
    typer.echo(f"{len(found) or 'no'} difference{'' if len(found) == 1 else 's'}")


@app.command(name="try")
@refusals_in_words
def try_(
    pack: Annotated[str, typer.Option(help="The pack's name, or the path of its file.")],
    events: Annotated[Path, typer.Option(help="A JSON list of events.", exists=True, dir_okay=False)],
    today: Annotated[str, typer.Option(help="The day to reckon for, YYYY-MM-DD.")],
    recorded_by: Annotated[str | None, typer.Option(help="Only what was recorded by this moment (ISO 8601).")] = None,
) -> None:
    """Print what is due for the child of a file of events, as JSON."""
    policy, day = _policy(pack), _day(today)
    by = moment(recorded_by, "--recorded-by", end_of_day=True) if recorded_by else None
    found = [
        {"child_id": child, **one.as_data()}
        for child, facts in facts_by_child(_text(events)).items()
        for one in obligations(facts, policy, day, recorded_by=by)
    ]
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise EventFileRefused(f"{file.name} cannot be read as UTF-8 text: {fault}; mend it") from fault


def _day(text: str) -> date:
    try:
        return as_day(text)
    except ValueError as fault:
        raise EventFileRefused(str(fault)) from fault


def _version(named: str) -> tuple[Policy, date | None]:
    name, _, day = named.partition("@")
    return _policy(name), _day(day) if day else None


def _policy(named: str) -> Policy:
    """The policy of a pack that is named, or in a file that is."""
    return read_policy(Path(named)) if named.endswith((".yaml", ".yml")) else load_pack(named)


def _in_words(line: Line) -> str:
    step = f" / {line.step}" if line.step else ""
    parts = [
        f"{line.rule_id}{step}  {line.what}",
        f"  when     {line.within or 'the same day'}",
        f"  starts   {line.starts}" + (f"; {line.when}" if line.when else ""),
        f"  met by   {line.met_by}",
        *([f"  ends by  {line.ends}"] if line.ends else []),
        f"  owner    {line.owner}; notice {line.notice}; late: {line.escalation}",
        *([f"  tracker  {line.tracker}: {', '.join(line.members) or 'members not stated'}"] if line.tracker else []),
        f"  source   {line.source}; checked on {words_of_day(line.checked_on)}; in force {line.in_force}",
        *(f"  note     {note}" for note in line.notes),
    ]
    return "\n".join(parts)


def _other_words(difference: Difference) -> list[tuple[str, str, str]]:
    """What else differs between two lines about the same thing, beyond what is due and by when: left and right."""
    if len(difference.here) != 1 or len(difference.there) != 1:
        return []
    (mine,), (theirs,) = difference.here, difference.there
    pairs = [(name, getattr(mine, name), getattr(theirs, name)) for name in _COMPARED]
    return [(name.replace("_", " "), str(one or ""), str(other or "")) for name, one, other in pairs if one != other]


_COMPARED = ("starts", "when", "met_by", "ends", "owner", "notice", "escalation", "tracker", "in_force")


def _side(name: str, lines: Sequence[Line]) -> str:
    if not lines:
        return f"  {name}: does not time it"
    return "\n".join(
        f"  {name}: {line.what}: {line.within or 'the same day'} ({line.rule_id}; {line.source})" for line in lines
    )
