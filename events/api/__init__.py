"""The REST API: published documents, as docs/reference/api.md has it."""
