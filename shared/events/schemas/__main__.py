"""`python -m shared.events.schemas write` writes the schemas, and samples of new events; `check` says what is amiss."""

import sys
from pathlib import Path

from shared.events.samples.files import FOLDER as SAMPLES
from shared.events.samples.files import Sample, samples
from shared.events.samples.invention import invented
from shared.events.schemas.compatibility import breaking_changes
from shared.events.schemas.files import FOLDER, Schema, as_text, current, released


def problems(before: dict[str, Schema], now: dict[str, Schema], shown: dict[str, list[Sample]]) -> list[str]:
    """Why the released schemas and samples are not those of the code `now`; each says what to do."""
    found = [
        f"{name} was released and is registered no more; register its class again" for name in before if name not in now
    ]
    for name, schema in now.items():
        breaks = breaking_changes(before[name], schema) if name in before else []
        if breaks:
            newer = f"{name.rpartition('.v')[0]}.v{int(name.rpartition('.v')[2]) + 1}"
            found.append(f"{name} breaks what was released ({'; '.join(breaks)}); register {newer} and upcast to it")
        elif before.get(name) != schema or name not in shown:
            found.append(f"{name} is not checked in as it stands; run `python -m shared.events.schemas write`")
    return found


def write() -> None:
    """Write the schema of every event, and samples of those that have none. Samples once written stay."""
    before, shown = released(), samples()
    for name, schema in current().items():
        if name in before and breaking_changes(before[name], schema):
            continue
        Path(str(FOLDER), f"{name}.json").write_text(as_text(schema), encoding="utf-8")
        if name not in shown:
            Path(str(SAMPLES), f"{name}.json").write_text(as_text(invented(schema)), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Answer the exit code: 0 when everything is checked in."""
    if arguments not in (["write"], ["check"]):
        print("usage: python -m shared.events.schemas write|check", file=sys.stderr)
        return 2
    if arguments == ["write"]:
        write()
    found = problems(released(), current(), samples())
    print("\n".join(found) or "every event's schema and sample are checked in")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
