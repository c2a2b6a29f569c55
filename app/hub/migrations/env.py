"""What Alembic runs: the migrations on the connection that the hub hands over."""

from alembic import context

from app.hub.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
# The hub's own transaction is around this, so a failing migration leaves nothing behind.
context.run_migrations()
