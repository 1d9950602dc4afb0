"""Alembic's entry: it runs the migrations over the connection that `run` opened."""

from shared.messaging.migrations.run import run_in_alembic

run_in_alembic()
