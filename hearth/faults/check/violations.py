"""Every violation of a snapshot."""

from hearth.faults.check.commands import command_violations
from hearth.faults.check.derived import derived_violations
from hearth.faults.check.hearing import hearing_violations
from hearth.faults.check.journals import journal_violations
from hearth.faults.snapshot import Snapshot


def violations(snapshot: Snapshot) -> list[str]:
    """What is wrong, as sentences; empty when accepted means exactly once everywhere and nothing waits."""
    checks = (command_violations, journal_violations, hearing_violations, derived_violations)
    return [sentence for check in checks for sentence in check(snapshot)]
