"""Reads: what the public finds in publications, and what can be said of an event's evidence."""
