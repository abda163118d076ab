"""The same page by datasette, as it comes, over the same file: one statement, in which SQLite nests the JSON."""

from typing import Any
from urllib.parse import urlencode

_ACTOR = "json_object('uid', a.uid, 'slug', a.slug, 'name', a.name, 'type', a.type, 'country', a.country)"
_PARTICIPANTS = f"""(SELECT json_group_array(json_object('actor', {_ACTOR}, 'role', p.role, 'alleged', p.alleged))
  FROM events_participation p JOIN events_actor a ON a.id = p.actor_id WHERE p.event_id = e.id)"""
_SOURCE = """json_object('uid', s.uid, 'slug', s.slug, 'title', s.title, 'genre', s.genre, 'publisher', s.publisher,
  'published', s.published, 'url', s.url)"""
_CITATIONS = f"""(SELECT json_group_array(json_object('source', {_SOURCE}, 'aspect', c.aspect, 'stance', c.stance,
  'says', c.says, 'stated_date', c.stated_date, 'quote', c.quote, 'locator', c.locator))
  FROM events_citation c JOIN events_source s ON s.id = c.source_id WHERE c.event_id = e.id)"""
SQL = f"""SELECT e.uid, e.slug, e.title, e.summary, e.date, e.precision, e.place_name, e.place_country, k.slug kind,
{_PARTICIPANTS} participants, {_CITATIONS} citations
FROM events_event e JOIN events_kind k ON k.id = e.kind_id
WHERE e.status = 'published' AND e.latest >= :first AND e.earliest <= :last AND e.id IN (
  SELECT p.event_id FROM events_participation p JOIN events_actor a ON a.id = p.actor_id WHERE a.uid = :actor)
ORDER BY e.sort_key, e.latest, e.uid LIMIT 50"""


def page_path(database: str, *, actor: str, first: int, last: int) -> str:
    """The path of the page of an actor, by uid, in a window of days."""
    asked: list[tuple[str, Any]] = [("sql", SQL), ("actor", actor), ("first", first), ("last", last)]
    shape = [("_shape", "array"), ("_json", "participants"), ("_json", "citations")]
    return f"/{database}.json?{urlencode(asked + shape)}"
