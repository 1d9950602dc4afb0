"""Packs: the policies there are, read from their files, checked, and made ready."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from shared.errors import NotKnown
from shared.policy.grammar import Pack
from shared.policy.reading.check import check_pack
from shared.policy.reading.compile import compile_policy
from shared.policy.reading.fields_read import check_fields_read
from shared.policy.reading.loosening import check_law
from shared.policy.reading.source import PackRefused, Place, SourceFile
from shared.policy.reading.worked import check_sums
from shared.policy.reckoning.policy import LAW_ALONE, Policy

FOLDER = Path(__file__).parent.parent / "library"


def pack_names() -> list[str]:
    """The names of the packs there are, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def load_pack(name: str) -> Policy:
    """The policy of an authority, with the law it is based on. Loaded and compiled once.

    Raises NotKnown for a name without a pack, and PackRefused, with file, line and mend, for one that does not load.
    """
    if name not in pack_names():
        near = get_close_matches(name, pack_names(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(pack_names())}"
        raise NotKnown(f"there is no pack {name!r}; {hint}")
    return read_policy(FOLDER / f"{name}.yaml")


@cache
def policy_of(authority: str) -> Policy:
    """The policy of an authority; where it has no pack, the law alone, which the policy's name then says."""
    return load_pack(authority if authority in pack_names() else LAW_ALONE)


def read_policy(path: Path) -> Policy:
    """The policy in a pack's file, with the law it is based on. Raises PackRefused."""
    file = SourceFile(path)
    pack = _parsed(file)
    if pack.name != path.stem:
        raise file.refused(
            ("name",), f"the pack is called {pack.name!r} but its file {path.stem!r}; give both the same name"
        )
    base: tuple[Pack, ...] = ()
    if pack.based_on is not None:
        if pack.based_on not in pack_names() or pack.based_on == pack.name:
            raise file.refused(
                ("based_on",), f"there is no pack {pack.based_on!r} to be based on; there are {', '.join(pack_names())}"
            )
        base = load_pack(pack.based_on).packs
    if pack.agency is not None:
        if pack.agency not in pack_names() or pack.agency == pack.name:
            raise file.refused(
                ("agency",), f"there is no pack of an agency {pack.agency!r}; there are {', '.join(pack_names())}"
            )
        base = (*base, *(one for one in load_pack(pack.agency).packs if one not in base))
    beside = () if pack.based_on or pack.name == LAW_ALONE else load_pack(LAW_ALONE).packs
    check_pack(file, pack, base)
    check_fields_read(file, pack)
    policy = compile_policy((*base, pack), beside)
    check_law(file, pack, base, policy)
    check_sums(file, pack, base)
    return policy


def _parsed(file: SourceFile) -> Pack:
    try:
        return Pack.model_validate(file.data)
    except ValidationError as fault:
        error = fault.errors()[0]
        place: Place = tuple(error["loc"])
        raise file.refused(place, _mend(place, error["type"], error["msg"], str(error.get("input")))) from fault


def _mend(place: Place, kind: str, message: str, given: str) -> str:
    named = place[-1] if place else "the pack"
    if kind == "extra_forbidden":
        whole = ".".join(str(part) for part in place[:-1]) or "a pack"
        return f"{named!r} is not in the grammar of {whole}; take it out or spell it as in pack.schema.json"
    if kind == "missing" and named == "since":
        return "it is not said since what this counts; add since: care, or another episode that resets it"
    if kind == "missing":
        return f"{named!r} is missing; add it"
    return f"{'.'.join(str(part) for part in place)} is {given[:60]!r}: {message.removeprefix('Value error, ')}"


__all__ = ["FOLDER", "PackRefused", "load_pack", "pack_names", "policy_of", "read_policy"]
