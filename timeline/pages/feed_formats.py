"""Feeds as Atom (RFC 4287) and as JSON Feed 1.1: one list of entries, two ways of writing it."""

import json
from datetime import datetime
from typing import Any, TextIO

from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date


class AtomFeed(Atom1Feed):
    """Atom, with plain text for content and the language of each entry."""

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated"]  # where nothing has happened yet, the present is no answer
        return updated

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("content", item["content"], {"type": "text"})


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1, with plain text for content and the language of each item."""

    content_type = "application/feed+json"

    def write(self, outfile: TextIO, encoding: str) -> None:
        json.dump(self._members(), outfile, ensure_ascii=False)

    def _members(self) -> dict[str, Any]:
        described = {"description": self.feed["subtitle"]} if self.feed["subtitle"] else {}
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            **described,
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "language": self.feed["language"],
            "items": [_json_item(item) for item in self.items],
        }


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    first = {"date_published": rfc3339_date(item["pubdate"])} if item["pubdate"] else {}
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "content_text": item["content"],
        **first,
        "date_modified": rfc3339_date(item["updateddate"]),
        "tags": list(item["categories"]),
        "language": item["language"],
    }
