"""The console program `hearth`: which subcommands there are."""

import typer

from hearth.bench.command import bench
from hearth.demo.command import demo
from hearth.faults.command import faults
from hearth.parked import app as parked
from hearth.policy_cli import app as policy
from hearth.status import status
from hearth.up import up

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(up)
app.command()(demo)
app.command()(status)
app.add_typer(parked, name="parked")
app.add_typer(policy, name="policy")
app.command()(faults)
app.command()(bench)


@app.callback()
def hearth() -> None:
    """Hearth on one machine: run the whole house, see how it is."""
