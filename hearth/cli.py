"""The console program `hearth`: which subcommands there are. Only what is asked for is imported."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

# Each subcommand with the module that has it and its name there.
SUBCOMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "up": ("hearth.up", "up"),
    "demo": ("hearth.demo.command", "demo"),
    "status": ("hearth.status", "status"),
    "parked": ("hearth.parked", "app"),
    "policy": ("hearth.policy_cli", "app"),
    "faults": ("hearth.faults.command", "faults"),
    "bench": ("hearth.bench.command", "bench"),
}


class Subcommands(TyperGroup):
    """The subcommands, each imported when it is asked for: a question about a policy waits for no service's code."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - as typer asks
        """Their names, in the order of the help."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as typer asks
        """The subcommand of a name, if there is one."""
        if cmd_name not in SUBCOMMANDS:
            return None
        module, name = SUBCOMMANDS[cmd_name]
        found = getattr(import_module(module), name)
        if isinstance(found, typer.Typer):
            group = typer.main.get_command(found)
            group.name = cmd_name
            return group
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(cmd_name)(found)
        return typer.main.get_command(alone)


app = typer.Typer(cls=Subcommands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def hearth() -> None:
    """Hearth on one machine: run the whole house, see how it is."""
