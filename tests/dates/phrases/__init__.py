"""Phrases of every language read as dates."""
