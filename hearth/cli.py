"""The console program `hearth`: which subcommands there are."""

import typer

from hearth.status import status
from hearth.up import up

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(up)
app.command()(status)


@app.callback()
def hearth() -> None:
    """Hearth on one machine: run the whole house, see how it is."""
