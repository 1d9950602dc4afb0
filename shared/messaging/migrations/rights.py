"""What the service's own role may do: only rows of the authorities that its transaction names, and only these verbs."""

from alembic import context, op

SEES = """
authority = any(string_to_array(current_setting('hearth.authorities', true), ','))
or current_setting('hearth.authorities', true) = '*'
"""


def service_role() -> str:
    """The role as which the service works; it owns nothing."""
    return str(context.config.attributes["service"])


def grant(table: str, verbs: str) -> None:
    """Let the service's role do these verbs on a table and nothing else."""
    op.execute(f'grant {verbs} on {table} to "{service_role()}"')


def guard_by_authority(table: str) -> None:
    """Show and take only rows of the authorities that the transaction names; none named, none shown."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"create policy by_authority on {table} using ({SEES}) with check ({SEES})")


def read_table(table: str) -> None:
    """The rights of a read table: guarded by authority, replaced freely."""
    guard_by_authority(table)
    grant(table, "select, insert, update, delete")
