"""`hearth up` with stand-ins for the services, in the folder it is given."""

import sys
from pathlib import Path

from hearth.up import keep_house

STAND_IN = Path(__file__).with_name("stand_in.py")


def command(service: str, *arguments: str) -> list[str]:
    return [sys.executable, str(STAND_IN), service, *arguments]


if __name__ == "__main__":
    keep_house(Path(sys.argv[1]), port=0, command=command)
