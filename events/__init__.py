"""The record: events, actors and sources with their citations, and what is published of them."""
