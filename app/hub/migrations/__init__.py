"""The database's migrations, run by Alembic at the hub's start."""
